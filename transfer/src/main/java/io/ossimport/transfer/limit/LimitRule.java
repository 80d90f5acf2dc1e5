package io.ossimport.transfer.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the user has set. A value that is null leaves what holds otherwise; 0 lifts every limit.
 *
 * @param bytesPerSecond read from the source
 * @param requestsPerSecond to each of the two stores
 * @param transfersInFlight objects and parts, of the whole job
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitRule(
        @Nullable Long bytesPerSecond,
        @Nullable Long requestsPerSecond,
        @Nullable Integer transfersInFlight) {

    public static final LimitRule NOTHING = new LimitRule(null, null, null);

    /**
     * @throws IllegalArgumentException when a value is negative
     */
    public LimitRule {
        requireNoLess("bytesPerSecond", bytesPerSecond);
        requireNoLess("requestsPerSecond", requestsPerSecond);
        requireNoLess("transfersInFlight", transfersInFlight);
    }

    private static void requireNoLess(String name, @Nullable Number value) {
        if (value != null && value.longValue() < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; 0 means no limit");
        }
    }

    /** The rule that sets these limits, and leaves what they do not limit. */
    public static LimitRule of(Limits limits) {
        return new LimitRule(
                perSecond(limits.bytesPerSecond()),
                perSecond(limits.requestsPerSecond()),
                limits.transfersInFlight() == Integer.MAX_VALUE
                        ? null
                        : limits.transfersInFlight());
    }

    private static @Nullable Long perSecond(double limit) {
        return Double.isInfinite(limit) ? null : (long) limit;
    }

    /** This with the values of {@code newer}, where it has any. */
    public LimitRule with(LimitRule newer) {
        return new LimitRule(
                newer.bytesPerSecond == null ? bytesPerSecond : newer.bytesPerSecond,
                newer.requestsPerSecond == null ? requestsPerSecond : newer.requestsPerSecond,
                newer.transfersInFlight == null ? transfersInFlight : newer.transfersInFlight);
    }

    /** The limits where {@code otherwise} holds for what this leaves. */
    Limits over(Limits otherwise) {
        return new Limits(
                bytesPerSecond == null ? otherwise.bytesPerSecond() : rate(bytesPerSecond),
                requestsPerSecond == null ? otherwise.requestsPerSecond() : rate(requestsPerSecond),
                transfersInFlight == null
                        ? otherwise.transfersInFlight()
                        : count(transfersInFlight));
    }

    private static double rate(long value) {
        return value == 0 ? Double.POSITIVE_INFINITY : value;
    }

    private static int count(int value) {
        return value == 0 ? Integer.MAX_VALUE : value;
    }
}
