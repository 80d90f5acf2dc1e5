package io.ossimport.testkit.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, as the services read and write it. */
final class UriText {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {}

    /**
     * The bytes that a path stands for. A plus is a plus.
     *
     * @throws CloudError 400 when an escape is broken
     */
    static byte[] decodePath(String text) throws CloudError {
        return decode(text, false);
    }

    /** The bytes that a query's name or value stands for. A plus is a blank. */
    static byte[] decodeQuery(String text) throws CloudError {
        return decode(text, true);
    }

    private static byte[] decode(String text, boolean plusIsBlank) throws CloudError {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                boolean whole = at + 2 < text.length();
                int high = whole ? Character.digit(text.charAt(at + 1), 16) : -1;
                int low = whole ? Character.digit(text.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new CloudError(400, "InvalidURI", "Couldn't parse the specified URI.");
                }
                bytes.write(high << 4 | low);
                at += 2;
            } else {
                // Netty reads the request line as Latin-1, so a character is a byte.
                bytes.write(c == '+' && plusIsBlank ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }

    /** As both services sign: all but {@code A-Za-z0-9-_.~} is escaped. */
    static void encode(byte[] bytes, boolean keepSlash, StringBuilder into) {
        for (byte b : bytes) {
            if (isUnreserved(b) || (keepSlash && b == '/')) {
                into.append((char) b);
            } else {
                escape(b, into);
            }
        }
    }

    /** As S3 lists with {@code encoding-type=url}: slashes stay, and a blank becomes a plus. */
    static void encodeAsS3Lists(byte[] bytes, StringBuilder into) {
        for (byte b : bytes) {
            if (b == ' ') {
                into.append('+');
            } else if (isUnreserved(b) || b == '/' || b == '*') {
                into.append((char) b);
            } else {
                escape(b, into);
            }
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void escape(byte b, StringBuilder into) {
        into.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }
}
