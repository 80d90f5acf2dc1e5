package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * File names as the bytes that they are on disk. The JVM shows a name as characters of the locale's
 * charset, so a name that does not fit it cannot be opened by its string; a {@code file:} URI has
 * the very bytes in percent form and goes both ways.
 */
final class FileNames {

    private static final boolean UTF8 =
            System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8");

    private FileNames() {}

    /** The bytes of the last name of an absolute path that a folder's listing gave. */
    static byte[] bytes(Path path) {
        String shown = String.valueOf(path.getFileName());
        // U+FFFD stands for bytes that are not UTF-8, or for itself.
        if (UTF8 ? shown.indexOf('\uFFFD') < 0 : isAscii(shown)) {
            return shown.getBytes(StandardCharsets.UTF_8);
        }
        String uri = path.toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return decode(uri.substring(uri.lastIndexOf('/', end - 1) + 1, end));
    }

    /** The path of the entry with these bytes as its name; none of them is {@code /} or NUL. */
    static Path child(Path folder, byte[] name) {
        if (isAscii(name) || (UTF8 && Key.ofBytes(name).isUtf8())) {
            return folder.resolve(new String(name, StandardCharsets.UTF_8));
        }
        String uri = folder.toUri().toString();
        return Path.of(URI.create((uri.endsWith("/") ? uri : uri + "/") + encode(name)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static String encode(byte[] name) {
        StringBuilder text = new StringBuilder(3 * name.length);
        for (byte b : name) {
            text.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
