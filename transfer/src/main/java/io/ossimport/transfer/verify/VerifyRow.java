package io.ossimport.transfer.verify;

import io.ossimport.core.store.Key;

/**
 * What the two ends say of one key.
 *
 * @param verdict what the comparison gave
 * @param key at the source, whole, or where it would be
 * @param destinationKey at the destination, whole, or where it would be
 * @param sourceSize in bytes, or -1 when the source does not have it
 * @param destinationSize in bytes, or -1 when the destination does not have it
 * @param evidence what was compared
 * @param message what differs, a sentence; empty when nothing does
 */
public record VerifyRow(
        Verdict verdict,
        Key key,
        Key destinationKey,
        long sourceSize,
        long destinationSize,
        Evidence evidence,
        String message) {

    /** What a comparison gives. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        /** At the source only. */
        MISSING,
        /** At the destination only. */
        EXTRA,
        /** Neither an object nor comparable: a link, a special file, an unreadable one. */
        CANNOT_COMPARE
    }

    /** What was compared. */
    public enum Evidence {
        /** Nothing. */
        NONE,
        /** Only the sizes. */
        SIZE,
        /** The sizes and a checksum of one algorithm that both ends keep. */
        CHECKSUM
    }
}
