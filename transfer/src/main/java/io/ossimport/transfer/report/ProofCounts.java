package io.ossimport.transfer.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many copied objects have which proof. */
public record ProofCounts(
        @JsonProperty("E2E") long e2e,
        @JsonProperty("TRANSIT") long transit,
        @JsonProperty("LENGTH") long length,
        @JsonProperty("NONE") long none) {

    public static final ProofCounts ZERO = new ProofCounts(0, 0, 0, 0);

    public ProofCounts plus(ProofCounts other) {
        return new ProofCounts(
                e2e + other.e2e, transit + other.transit, length + other.length, none + other.none);
    }

    /** All of them together. */
    public long sum() {
        return e2e + transit + length + none;
    }
}
