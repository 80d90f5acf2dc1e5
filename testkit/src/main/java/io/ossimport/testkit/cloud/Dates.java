package io.ossimport.testkit.cloud;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the services write them. */
final class Dates {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** The last second that was written, and how. */
    private record Written(long second, String text) {}

    private static volatile Written lastIso = new Written(-1, "");
    private static volatile Written lastHttp = new Written(-1, "");

    private Dates() {}

    /** {@code 2026-11-22T10:00:00.000Z}: listings have whole seconds. */
    static void iso(long millis, StringBuilder into) {
        long second = Math.floorDiv(millis, 1000L);
        Written last = lastIso;
        if (last.second() != second) {
            last = new Written(second, ISO.format(Instant.ofEpochSecond(second)));
            lastIso = last;
        }
        into.append(last.text());
    }

    /** {@code Sun, 22 Nov 2026 10:00:00 GMT}. */
    static String http(long millis) {
        long second = Math.floorDiv(millis, 1000L);
        Written last = lastHttp;
        if (last.second() != second) {
            last = new Written(second, HTTP.format(Instant.ofEpochSecond(second)));
            lastHttp = last;
        }
        return last.text();
    }
}
