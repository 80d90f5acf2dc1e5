package io.ossimport.cli.show;

/** Text from elsewhere, made safe to print: a key may hold sequences that a terminal would obey. */
public final class Printable {

    private Printable() {}

    /** {@code text} with its control characters written as {@code \}{@code uXXXX}. */
    public static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (Character.isISOControl(c)) {
                                safe.append(String.format("\\u%04x", c));
                            } else {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }
}
