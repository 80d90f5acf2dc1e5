package io.ossimport.core.outcome;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;

/**
 * What became of one listed key. There is exactly one for each.
 *
 * @param reason why; gives the kind too
 * @param key at the source, whole
 * @param destinationKey where it went or would have gone, whole
 * @param size in bytes, of what was copied or listed
 * @param sourceModifiedMillis since 1970
 * @param sourceEtag the version, or empty
 * @param sourceChecksum a checksum that the source stores, or {@link Checksum#NONE}
 * @param checksum ours over the bytes that were copied, equal to the destination's, or NONE
 * @param proof what was compared; {@link ProofLevel#NONE} unless copied
 * @param message a sentence for people, or empty
 * @param httpStatus of the last error, or 0
 * @param requestIds of the last requests, separated by blanks, or empty
 * @param attempts how often it was tried; 0 when it was decided by the listing alone
 * @param startedMillis when the first attempt began, since 1970
 * @param endedMillis when the outcome was decided, since 1970
 */
public record Outcome(
        Reason reason,
        Key key,
        Key destinationKey,
        long size,
        long sourceModifiedMillis,
        String sourceEtag,
        Checksum sourceChecksum,
        Checksum checksum,
        ProofLevel proof,
        String message,
        int httpStatus,
        String requestIds,
        int attempts,
        long startedMillis,
        long endedMillis) {

    public OutcomeKind kind() {
        return reason.kind();
    }
}
