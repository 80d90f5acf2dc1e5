package io.ossimport.testkit.cloud;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the Range header of RFC 9110, 14.1.2: one range of bytes. */
final class Ranges {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Ranges() {}

    /** First and last byte, the last one perhaps beyond the end; null when there is no range. */
    static long @Nullable [] parse(String header, long size) {
        if (header.isEmpty()) {
            return null;
        }
        Matcher matcher = RANGE.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            if (last.isEmpty()) {
                return null;
            }
            long count = Long.parseLong(last);
            // The last 0 bytes cannot be sent.
            return new long[] {count == 0 ? size : Math.max(0, size - count), size - 1};
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        return to < from ? null : new long[] {from, to};
    }

    static CloudError notSatisfiable(String header, long size) {
        return new CloudError(416, "InvalidRange", "The requested range is not satisfiable")
                .with("RangeRequested", header)
                .with("ActualObjectSize", Long.toString(size))
                .header("Content-Range", "bytes */" + size);
    }
}
