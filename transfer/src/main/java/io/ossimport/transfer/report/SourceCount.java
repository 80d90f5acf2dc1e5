package io.ossimport.transfer.report;

import java.util.Objects;

/**
 * How much there is at the source of a run: {@code count.json}, or what its input list says.
 *
 * @param listed keys that the run will look at
 * @param taken those of them that its filters take
 * @param bytesTaken the sizes of {@code taken} together, or {@link #UNKNOWN}
 * @param whole whether all was counted; otherwise there are at least so many
 * @param requests what was asked of the source to find that out
 */
public record SourceCount(
        long listed, long taken, long bytesTaken, boolean whole, Requests requests) {

    /** A number that is not known. */
    public static final long UNKNOWN = -1;

    /** Nobody has counted. */
    public static final SourceCount NONE =
            new SourceCount(UNKNOWN, UNKNOWN, UNKNOWN, false, Requests.NONE);

    public SourceCount {
        requests = Objects.requireNonNullElse(requests, Requests.NONE);
    }

    /** Of a list that names so many objects. */
    public static SourceCount ofList(long objects) {
        return new SourceCount(objects, objects, UNKNOWN, true, Requests.NONE);
    }

    /** The same with the requests of those who counted before. */
    public SourceCount plus(Requests earlier) {
        return new SourceCount(listed, taken, bytesTaken, whole, requests.plus(earlier));
    }
}
