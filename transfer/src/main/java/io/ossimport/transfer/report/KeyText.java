package io.ossimport.transfer.report;

import io.ossimport.core.store.Key;
import java.nio.charset.StandardCharsets;

/**
 * Keys in lists: percent-encoded byte by byte, so that every key there can be fits into one cell,
 * is plain ASCII and never begins like a formula. Undone by any URL decoder.
 */
public final class KeyText {

    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final boolean[] IS_PLAIN = new boolean[256];

    static {
        PLAIN.chars().forEach(c -> IS_PLAIN[c] = true);
    }

    private KeyText() {}

    /** {@code a b/-x} is {@code a%20b/-x}; a minus in front is {@code %2D}. */
    public static String encode(Key key) {
        StringBuilder text = new StringBuilder(key.length() + 16);
        append(key, text);
        return text.toString();
    }

    /** Appends what {@link #encode} gives. */
    public static void append(Key key, StringBuilder text) {
        for (int i = 0; i < key.length(); i++) {
            int b = key.byteAt(i);
            if (IS_PLAIN[b] || (b == '-' && i > 0)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX[b >> 4]).append(HEX[b & 15]);
            }
        }
    }

    /**
     * The key behind a cell.
     *
     * @throws IllegalArgumentException when it is not percent-encoded
     */
    public static Key decode(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[encoded.length];
        int length = 0;
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes[length++] = encoded[i];
                continue;
            }
            int high = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("not percent-encoded: " + text);
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Key.ofBytes(bytes, 0, length);
    }
}
