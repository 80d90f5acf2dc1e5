package io.ossimport.core.outcome;

/** What the report may claim of a copied object. */
public enum ProofLevel {
    /** A checksum stored by the source equalled ours, and ours equalled the destination's. */
    E2E,
    /**
     * The source stores no usable checksum; pinned version, exact length, and ours equalled the
     * destination's.
     */
    TRANSIT,
    /** Only the length was compared. */
    LENGTH,
    /** Not even the length was known. */
    NONE
}
