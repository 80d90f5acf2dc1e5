package io.ossimport.wire.store;

import static io.ossimport.wire.store.FuzzTarget.must;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ossimport.core.store.Key;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.Iso8601;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and percent-encoded text, compared with what the Java platform reads. */
final class TextCheck {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:)(\\d\\d)(?:\\.(\\d+))?Z");

    private TextCheck() {}

    static void check(byte[] input) {
        String text = new String(input, ISO_8859_1);
        checkIso8601(input, text);
        checkHttpDate(text);
        checkPercent(input, text);
    }

    private static void checkIso8601(byte[] input, String text) {
        Long read = null;
        try {
            read = Iso8601.millis(input, input.length);
        } catch (BadXmlException e) {
            DocumentCheck.checkMessage(e);
        }
        Long expected = plainMillis(text);
        must(Objects.equals(read, expected), "read as " + read + " and should be " + expected);
    }

    /** Milliseconds since 1970, or null where it is no time. A minute may have a second 60. */
    static @Nullable Long plainMillis(String text) {
        Matcher parts = ISO.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int second = Integer.parseInt(parts.group(2));
        if (second > 60) {
            return null;
        }
        String digits = parts.group(3) == null ? "" : parts.group(3);
        int millis = Integer.parseInt((digits + "000").substring(0, 3));
        try {
            LocalDateTime minute = LocalDateTime.parse(parts.group(1) + "00");
            return minute.toInstant(ZoneOffset.UTC).toEpochMilli() + second * 1000L + millis;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void checkHttpDate(String text) {
        Instant time = HttpDate.parse(text);
        if (time != null) {
            String written = HttpDate.format(time);
            must(time.equals(HttpDate.parse(written)), text + " is read as " + written);
        }
    }

    private static void checkPercent(byte[] input, String text) {
        byte[] decoded = null;
        try {
            decoded = UriCodec.decode(input);
        } catch (IllegalArgumentException e) {
            // checked below
        }
        boolean broken = text.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%");
        must(broken == (decoded == null), "a broken sequence is taken, or a good one is not");
        if (decoded != null) {
            String expected = URLDecoder.decode(text, ISO_8859_1);
            must(
                    Arrays.equals(decoded, expected.getBytes(ISO_8859_1)),
                    "decoded otherwise than by the platform");
        }
        byte[] again = UriCodec.decode(UriCodec.query(Key.ofBytes(input)).getBytes(ISO_8859_1));
        must(Arrays.equals(again, input), "not the same after encoding and decoding");
    }
}
