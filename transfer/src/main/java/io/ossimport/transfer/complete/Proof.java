package io.ossimport.transfer.complete;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.outcome.ProofLevel;

/**
 * What a successful copy may claim.
 *
 * @param level what was compared
 * @param checksum ours over all bytes, which the destination's equalled, or {@link Checksum#NONE}
 * @param sourceChecksum what the source keeps and ours equalled, or {@link Checksum#NONE}
 */
public record Proof(ProofLevel level, Checksum checksum, Checksum sourceChecksum) {

    /**
     * The claim.
     *
     * @param pinned whether all bytes are known to be of one version
     * @param destination how our checksum compared with the destination's; never DIFFERENT
     * @param ours over all bytes
     * @param sourceChecksum the source's that ours equalled, or NONE
     */
    public static Proof of(
            boolean pinned, Match destination, Checksum ours, Checksum sourceChecksum) {
        if (destination == Match.DIFFERENT) {
            throw new IllegalArgumentException("a copy that differs proves nothing");
        }
        boolean arrived = destination == Match.EQUAL;
        ProofLevel level;
        if (arrived && !sourceChecksum.isNone()) {
            level = ProofLevel.E2E;
        } else if (arrived && pinned) {
            level = ProofLevel.TRANSIT;
        } else {
            level = ProofLevel.LENGTH;
        }
        return new Proof(level, arrived ? ours : Checksum.NONE, sourceChecksum);
    }
}
