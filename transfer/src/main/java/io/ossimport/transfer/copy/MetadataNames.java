package io.ossimport.transfer.copy;

import io.ossimport.core.store.MetadataRules;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of user metadata that a destination does not accept, written in a way that can be undone:
 *
 * <pre>
 * a byte that is not accepted     -xHH-, its value in lower-case hexadecimal    a_b   a-x5f-b
 * a minus with an x behind it     -x2d-                                         a-x_  a-x2d-x-x5f-
 * everything else                 itself
 * </pre>
 *
 * <p>Only a name that needs it is written so: one with a byte that is not accepted, or one that
 * looks as if it had been. So {@link #decode} gives back every name, and two names never become
 * one.
 */
public final class MetadataNames {

    private static final Pattern ESCAPE = Pattern.compile("-x([0-9a-f]{2})-");

    private MetadataNames() {}

    /** The name under which a store with these rules keeps {@code name}. */
    public static String encode(String name, MetadataRules rules) {
        if (rules.accepts(name) && !ESCAPE.matcher(name).find()) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean likeEscape = c == '-' && i + 1 < bytes.length && bytes[i + 1] == 'x';
            if (likeEscape || !rules.accepts(String.valueOf(c))) {
                encoded.append("-x").append(HexFormat.of().toHexDigits(bytes[i])).append('-');
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** The name that {@link #encode} was given. */
    public static String decode(String encoded) {
        Matcher escapes = ESCAPE.matcher(encoded);
        if (!escapes.find()) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        do {
            bytes.writeBytes(
                    encoded.substring(from, escapes.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(HexFormat.fromHexDigits(escapes.group(1)));
            from = escapes.end();
        } while (escapes.find());
        bytes.writeBytes(encoded.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
