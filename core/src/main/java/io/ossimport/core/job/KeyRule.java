package io.ossimport.core.job;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Gives objects other names at the destination: what a regular expression finds in a name is
 * replaced. A name is the key behind the source's prefix.
 *
 * @param regex as {@link Pattern} has it
 * @param replacement as {@link Matcher#appendReplacement} has it: {@code $1} is the first group
 * @param everywhere whether all that is found is replaced, instead of the first
 */
public record KeyRule(String regex, String replacement, boolean everywhere)
        implements Serializable {

    private static final String STRIP = "strip:";
    private static final String ADD = "add:";
    private static final String FORMS =
            "is none of strip:PREFIX, add:PREFIX and s/REGEX/REPLACEMENT/";

    /**
     * Reads {@code strip:PREFIX}, {@code add:PREFIX}, {@code s/REGEX/REPLACEMENT/} or {@code
     * s/REGEX/REPLACEMENT/g}; any other character that is neither letter, digit, blank nor
     * backslash can stand in the place of the slash.
     *
     * @throws IllegalArgumentException with a phrase that goes on after the rule
     */
    public static KeyRule parse(String written) {
        if (written.startsWith(STRIP) && written.length() > STRIP.length()) {
            String prefix = written.substring(STRIP.length());
            return new KeyRule("^" + Pattern.quote(prefix), "", false);
        }
        if (written.startsWith(ADD) && written.length() > ADD.length()) {
            String prefix = written.substring(ADD.length());
            return new KeyRule("^", Matcher.quoteReplacement(prefix), false);
        }
        if (written.length() < 4 || written.charAt(0) != 's' || !isDelimiter(written.charAt(1))) {
            throw new IllegalArgumentException(FORMS);
        }
        String[] parts = written.substring(2).split(Pattern.quote(written.substring(1, 2)), -1);
        boolean everywhere = parts.length == 3 && parts[2].equals("g");
        if (parts.length != 3 || parts[0].isEmpty() || !(everywhere || parts[2].isEmpty())) {
            throw new IllegalArgumentException(FORMS);
        }
        return checked(new KeyRule(parts[0], parts[1], everywhere));
    }

    private static boolean isDelimiter(char c) {
        return c > ' ' && c != '\\' && !Character.isLetterOrDigit(c);
    }

    // The empty alternative is always found, so that the replacement is read.
    private static KeyRule checked(KeyRule rule) {
        try {
            Pattern alone = Pattern.compile(rule.regex);
            Pattern always = Pattern.compile("(?:" + alone.pattern() + ")|");
            var unused = always.matcher("").replaceFirst(rule.replacement);
            return rule;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "has no regular expression: " + e.getDescription(), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "has a replacement that cannot be: "
                            + e.getMessage()
                            + "; $1 is the first group, and \\$ a dollar sign",
                    e);
        }
    }
}
