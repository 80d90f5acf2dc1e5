package io.ossimport.transfer.copy;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.UploadLimits;

/**
 * How an object is cut into parts: all of one size but the last. Fixed once for an upload, since
 * parts of two layouts must never be mixed.
 *
 * @param size of the object, in bytes
 * @param partSizeBytes at least 1
 */
public record PartLayout(long size, long partSizeBytes) {

    private static final long MIB = 1024 * 1024;

    /** Whether an object of this size travels in parts. Empty ones never do. */
    public static boolean isWanted(long size, CopySettings settings, UploadLimits limits) {
        if (size > limits.maxPut()) {
            return true;
        }
        return size > settings.multipartThresholdBytes() && of(size, settings, limits).count() > 1;
    }

    /** Whether the destination can hold an object of this size at all. */
    public static boolean isPossible(long size, CopySettings settings, UploadLimits limits) {
        if (size > limits.maxObject()) {
            return false;
        }
        return !isWanted(size, settings, limits)
                || of(size, settings, limits).partSizeBytes() <= limits.maxPart();
    }

    /**
     * The layout for a new upload: the wanted part size, or the next whole MiB with which the
     * store's most parts suffice.
     */
    public static PartLayout of(long size, CopySettings settings, UploadLimits limits) {
        long wanted = Math.min(settings.partSizeBytes(), limits.maxPart());
        long partSize = Math.max(Math.max(wanted, limits.minPart()), 1);
        long needed = ceilDiv(size, Math.max(limits.maxParts(), 1));
        if (needed > partSize) {
            partSize = ceilDiv(needed, MIB) * MIB;
        }
        return new PartLayout(size, partSize);
    }

    /** How many parts. */
    public int count() {
        return Math.toIntExact(ceilDiv(size, partSizeBytes));
    }

    /** Where part {@code number}, from 1, lies in the object. */
    public ByteRange range(int number) {
        long offset = (number - 1) * partSizeBytes;
        return new ByteRange(offset, Math.min(partSizeBytes, size - offset));
    }

    private static long ceilDiv(long dividend, long divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }
}
