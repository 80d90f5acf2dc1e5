package io.ossimport.core.job;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of names as shells have them:
 *
 * <ul>
 *   <li>{@code *} stands for any characters but {@code /}, {@code **} for any at all, {@code ?} for
 *       one that is not {@code /};
 *   <li>{@code [a-z]} and {@code [!a-z]} for one of these, or one that is none of them;
 *   <li><code>{jpg,png}</code> for one of these words, which may be patterns;
 *   <li>a backslash takes the meaning from what follows.
 * </ul>
 *
 * <p>A pattern without a slash matches the last part of a name, one with a slash the whole of it.
 */
public final class Glob {

    private static final String ORDINARY_IN_REGEX = "\\^$.|+()*?[]{}";

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int braces;

    private Glob(String glob) {
        this.glob = glob;
    }

    /**
     * The pattern as a regular expression that matches whole names.
     *
     * @throws PatternSyntaxException when a bracket or brace is left open, or nothing follows a
     *     backslash
     */
    public static Pattern compile(String glob) {
        Glob reader = new Glob(glob);
        if (glob.indexOf('/') < 0) {
            reader.regex.append("(?:.*/)?");
        }
        while (reader.at < glob.length()) {
            reader.next();
        }
        if (reader.braces > 0) {
            throw reader.wrong("a brace is left open");
        }
        return Pattern.compile(reader.regex.toString(), Pattern.DOTALL);
    }

    /** The patterns of a text with commas between them; those within brackets or braces stay. */
    public static List<String> split(String text) {
        List<String> globs = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                addTo(globs, text.substring(from, i));
                from = i + 1;
            }
        }
        addTo(globs, text.substring(from));
        return globs;
    }

    private static void addTo(List<String> globs, String glob) {
        if (!glob.isBlank()) {
            globs.add(glob.strip());
        }
    }

    private void next() {
        char c = glob.charAt(at++);
        switch (c) {
            case '*' -> star();
            case '?' -> regex.append("[^/]");
            case '[' -> bracket();
            case '{' -> {
                braces++;
                regex.append("(?:");
            }
            case '}' -> closeBrace();
            case ',' -> regex.append(braces > 0 ? "|" : ",");
            case '\\' -> {
                if (at == glob.length()) {
                    throw wrong("nothing follows the backslash");
                }
                literal(glob.charAt(at++));
            }
            default -> literal(c);
        }
    }

    private void star() {
        if (at < glob.length() && glob.charAt(at) == '*') {
            at++;
            regex.append(".*");
        } else {
            regex.append("[^/]*");
        }
    }

    private void closeBrace() {
        if (braces == 0) {
            throw wrong("a brace is closed that was not opened");
        }
        braces--;
        regex.append(')');
    }

    // A bracket right behind the opening one stands for itself.
    private void bracket() {
        int first = glob.startsWith("!", at) ? at + 1 : at;
        int end = glob.indexOf(']', first + 1);
        if (end < 0) {
            throw wrong("a bracket is left open");
        }
        regex.append("(?!/)[");
        for (int i = at; i < end; i++) {
            char c = glob.charAt(i);
            if (i == at && c == '!') {
                regex.append('^');
            } else if (c == '-') {
                regex.append('-');
            } else {
                literalIn(c);
            }
        }
        regex.append(']');
        at = end + 1;
    }

    private void literalIn(char c) {
        if ("\\^[]&".indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    private void literal(char c) {
        if (ORDINARY_IN_REGEX.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    private PatternSyntaxException wrong(String why) {
        return new PatternSyntaxException(why, glob, at - 1);
    }
}
