package io.ossimport.core.job;

import java.io.Serializable;

/**
 * How objects are copied.
 *
 * @param multipartThresholdBytes objects larger than this travel in parts
 * @param partSizeBytes the wanted size of a part; grows where 10,000 parts would not suffice
 * @param transfersInFlight how many objects or parts one mover copies at once
 * @param bytesInFlight how many bytes one mover may have asked for and not yet finished, as a guard
 *     of memory
 * @param attempts how often an object or part is tried before it fails, at least 1
 * @param metadataPolicy for user metadata that the destination does not accept
 * @param bandwidthBytesPerSecond for the whole process; 0 for no limit
 * @param countAhead whether a run that lasts lists its source a second time, ahead of itself, so
 *     that it is known early how much there is
 */
public record CopySettings(
        long multipartThresholdBytes,
        long partSizeBytes,
        int transfersInFlight,
        long bytesInFlight,
        int attempts,
        MetadataPolicy metadataPolicy,
        long bandwidthBytesPerSecond,
        boolean countAhead)
        implements Serializable {

    private static final long MIB = 1024 * 1024;

    public static final CopySettings DEFAULT =
            new CopySettings(32 * MIB, 16 * MIB, 64, 2048 * MIB, 5, MetadataPolicy.RENAME, 0);

    /** Settings of a job that counts ahead. */
    public CopySettings(
            long multipartThresholdBytes,
            long partSizeBytes,
            int transfersInFlight,
            long bytesInFlight,
            int attempts,
            MetadataPolicy metadataPolicy,
            long bandwidthBytesPerSecond) {
        this(
                multipartThresholdBytes,
                partSizeBytes,
                transfersInFlight,
                bytesInFlight,
                attempts,
                metadataPolicy,
                bandwidthBytesPerSecond,
                true);
    }
}
