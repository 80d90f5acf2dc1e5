package io.ossimport.cli.show;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a person at the terminal before something that cannot be undone. */
public final class Question {

    private Question() {}

    /** Whether there is somebody to ask: both input and output are a terminal. */
    public static boolean canBeAsked() {
        return terminal() != null;
    }

    /** Whether the answer is yes. Anything else is no, and so is silence. */
    public static boolean isConfirmed(String question) {
        Console terminal = terminal();
        String answer = terminal == null ? null : terminal.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    // From Java 22 on there is a console in a pipe too, and it has a method that tells.
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable Console terminal() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            Object terminal = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(terminal) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
