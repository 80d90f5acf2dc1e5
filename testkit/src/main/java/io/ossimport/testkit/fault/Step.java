package io.ossimport.testkit.fault;

import java.util.Locale;

/**
 * One call that a job makes, named so that another run of the same job makes it too.
 *
 * @param call the method, such as {@code write}
 * @param on the file below its root or the request on a socket, with all that differs from run to
 *     run taken out
 * @param nth counts the calls of this name on files or requests of this name, from 1
 */
public record Step(String call, String on, int nth) {

    /** Whether a fault of this kind can befall it. */
    public boolean canHave(FaultKind kind) {
        return switch (kind) {
            case EXCEPTION, CRASH -> true;
            case SHORT -> movesBytes() && !call.equals("append");
            case NO_SPACE -> growsFiles();
        };
    }

    /** Whether it can be done in part: a short write to a stream is none that Java has. */
    boolean movesBytes() {
        return switch (call) {
            case "read", "write", "append", "send", "receive" -> true;
            default -> false;
        };
    }

    boolean growsFiles() {
        return switch (call) {
            case "write", "append", "create", "createDirectory", "mkdir" -> true;
            default -> false;
        };
    }

    /** As {@link #toString} says it, in any case of letters. */
    public boolean isNamed(String text) {
        return toString().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
    }

    /** What all calls of this name share. */
    public String name() {
        return call + " " + on;
    }

    @Override
    public String toString() {
        return name() + " #" + nth;
    }
}
