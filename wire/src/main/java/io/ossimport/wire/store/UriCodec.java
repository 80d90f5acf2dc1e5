package io.ossimport.wire.store;

import io.ossimport.core.store.Key;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding exactly as SigV4 and OSS V4 want it: {@code A-Za-z0-9-_.~} stay, every other
 * byte becomes {@code %XX} in upper case. Encoded once and never normalised, so that {@code a//b}
 * and {@code ../x} reach the store as they are.
 */
public final class UriCodec {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final boolean[] UNRESERVED = new boolean[256];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            UNRESERVED[c] = true;
            UNRESERVED[c - 'a' + 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            UNRESERVED[c] = true;
        }
        for (char c : "-_.~".toCharArray()) {
            UNRESERVED[c] = true;
        }
    }

    private UriCodec() {}

    /** A key as part of a path: slashes stay. */
    public static String path(Key key) {
        return encode(key.bytes(), true);
    }

    /** A key as the value of a query parameter: slashes are encoded. */
    public static String query(Key key) {
        return encode(key.bytes(), false);
    }

    /** Text as the name or value of a query parameter, in UTF-8. */
    public static String query(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String encode(byte[] bytes, boolean keepSlash) {
        byte[] out = new byte[3 * bytes.length];
        int length = 0;
        for (byte b : bytes) {
            if (UNRESERVED[b & 0xFF] || (keepSlash && b == '/')) {
                out[length++] = b;
            } else {
                out[length++] = '%';
                out[length++] = HEX[(b >> 4) & 0xF];
                out[length++] = HEX[b & 0xF];
            }
        }
        return new String(out, 0, length, StandardCharsets.US_ASCII);
    }

    /**
     * Decodes what a store sends under {@code encoding-type=url}: {@code %XX} is a byte and {@code
     * +} a blank, as S3 and OSS write them; other bytes stand for themselves.
     *
     * @throws IllegalArgumentException when a {@code %} is not followed by two hexadecimal digits
     */
    public static byte[] decode(byte[] text) {
        byte[] out = new byte[text.length];
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '%') {
                if (i + 2 >= text.length) {
                    throw new IllegalArgumentException("a broken %-sequence at the end");
                }
                out[length++] = (byte) (digit(text[i + 1]) << 4 | digit(text[i + 2]));
                i += 2;
            } else {
                out[length++] = b == '+' ? (byte) ' ' : b;
            }
        }
        return length == out.length ? out : java.util.Arrays.copyOf(out, length);
    }

    private static int digit(byte b) {
        int value = Character.digit(b, 16);
        if (value < 0) {
            throw new IllegalArgumentException("a broken %-sequence");
        }
        return value;
    }
}
