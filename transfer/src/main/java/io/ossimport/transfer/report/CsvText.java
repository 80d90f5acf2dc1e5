package io.ossimport.transfer.report;

/**
 * Texts in lists: quoted as RFC 4180 has it. Control characters are written as {@code \}{@code
 * uXXXX}, and a cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
public final class CsvText {

    private CsvText() {}

    /** Appends a cell. */
    public static void append(String text, StringBuilder row) {
        boolean quoted = false;
        boolean safe = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted |= c == ',' || c == '"';
            safe &= c >= ' ' && c != 0x7F && !Character.isSurrogate(c);
        }
        boolean formula = !text.isEmpty() && "=+-@'".indexOf(text.charAt(0)) >= 0;
        if (quoted) {
            row.append('"');
        }
        if (formula) {
            row.append('\'');
        }
        if (safe && !quoted) {
            row.append(text);
        } else {
            escape(text, row);
        }
        if (quoted) {
            row.append('"');
        }
    }

    private static void escape(String text, StringBuilder row) {
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '"') {
                                row.append("\"\"");
                            } else if (c < ' '
                                    || (c >= 0x7F && c < 0xA0)
                                    || (c >= 0xD800 && c <= 0xDFFF)) {
                                row.append(String.format("\\u%04x", c));
                            } else {
                                row.appendCodePoint(c);
                            }
                        });
    }
}
