package io.ossimport.connectors.local;

import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which keys can be files below a root, and what these are called. */
final class FileKeys {

    /** What our own unfinished files begin with; such names are neither listed nor written. */
    static final String OURS = ".ossimport-";

    private static final byte[] OUR_BYTES = OURS.getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAME = 255;
    // Linux allows 4096 bytes with the NUL at the end.
    private static final int MAX_PATH = 4095;

    private FileKeys() {}

    static boolean isFolder(Key key) {
        return key.length() > 0 && key.byteAt(key.length() - 1) == '/';
    }

    static boolean isOurs(byte[] name) {
        return name.length >= OUR_BYTES.length
                && Arrays.equals(name, 0, OUR_BYTES.length, OUR_BYTES, 0, OUR_BYTES.length);
    }

    /** The names on the way to {@code key}, without a final slash. */
    static List<byte[]> names(Key key) {
        byte[] bytes = key.bytes();
        List<byte[]> names = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '/') {
                if (at < bytes.length || at > from) {
                    names.add(Arrays.copyOfRange(bytes, from, at));
                }
                from = at + 1;
            }
        }
        return names;
    }

    /** Why no file below {@code root} can have this key, or empty when one can. */
    static Optional<KeyProblem> problemWith(Key key, Path root) {
        if (key.isEmpty()) {
            return problem(Reason.KEY_INVALID, "the key is empty");
        }
        if (key.byteAt(0) == '/') {
            return problem(Reason.KEY_LEADING_SLASH, "no file below a folder begins with a slash");
        }
        int most = MAX_PATH - 1 - root.toString().getBytes(StandardCharsets.UTF_8).length;
        if (key.length() > most) {
            return problem(Reason.KEY_TOO_LONG, key.length() + " bytes; below this folder " + most);
        }
        for (byte[] name : names(key)) {
            Optional<KeyProblem> problem = problemWithName(name);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<KeyProblem> problemWithName(byte[] name) {
        if (name.length == 0) {
            return problem(Reason.KEY_UNSAFE_PATH, "// means the same as / in a path");
        }
        if (Arrays.equals(name, new byte[] {'.'}) || Arrays.equals(name, new byte[] {'.', '.'})) {
            return problem(Reason.KEY_UNSAFE_PATH, ". and .. lead elsewhere in a path");
        }
        for (byte b : name) {
            if (b == 0) {
                return problem(Reason.KEY_UNSAFE_PATH, "no path can hold the character NUL");
            }
        }
        if (name.length > MAX_NAME) {
            return problem(
                    Reason.KEY_TOO_LONG,
                    "a part of " + name.length + " bytes; file names have at most " + MAX_NAME);
        }
        if (isOurs(name)) {
            return problem(
                    Reason.KEY_RESERVED, "names that begin with " + OURS + " are unfinished files");
        }
        return Optional.empty();
    }

    private static Optional<KeyProblem> problem(Reason reason, String message) {
        return Optional.of(new KeyProblem(reason, message));
    }
}
