package io.ossimport.wire.store;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Times in HTTP headers: {@code Sun, 22 Nov 2026 15:38:12 GMT}. */
public final class HttpDate {

    private static final int MAX_LENGTH = 64; // the parser throws at more

    private HttpDate() {}

    /** The time that a header's value means, or null when there is none. */
    public static @Nullable Instant parse(@Nullable String value) {
        if (value == null || value.length() > MAX_LENGTH) {
            return null;
        }
        Date date = DateFormatter.parseHttpDate(value);
        return date == null ? null : date.toInstant();
    }

    /** The value that means this second. */
    public static String format(Instant time) {
        return DateFormatter.format(Date.from(time));
    }
}
