package io.ossimport.transfer.limit;

import io.ossimport.core.job.CopySettings;

/**
 * The most that a job may do, or one mover of it.
 *
 * @param bytesPerSecond that are read from the source; infinite for no limit
 * @param requestsPerSecond to each of the two stores; infinite for no limit
 * @param transfersInFlight objects and parts that are copied at once; {@link Integer#MAX_VALUE} for
 *     no limit
 */
public record Limits(double bytesPerSecond, double requestsPerSecond, int transfersInFlight) {

    public static final Limits NONE =
            new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

    /** What a job is allowed by its own settings. */
    public static Limits of(CopySettings settings) {
        long bandwidth = settings.bandwidthBytesPerSecond();
        return bandwidth <= 0
                ? NONE
                : new Limits(bandwidth, NONE.requestsPerSecond, NONE.transfersInFlight);
    }

    /** Whether the number of requests is limited. */
    public boolean limitsRequests() {
        return Double.isFinite(requestsPerSecond);
    }
}
