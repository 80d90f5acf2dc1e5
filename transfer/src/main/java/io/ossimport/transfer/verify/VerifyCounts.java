package io.ossimport.transfer.verify;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many keys got which verdict.
 *
 * @param same at both ends, and nothing that was compared differs
 * @param sameBy those of {@code same} by what was compared
 */
public record VerifyCounts(
        long same,
        Map<VerifyRow.Evidence, Long> sameBy,
        long different,
        long missing,
        long extra,
        long cannotCompare) {

    public static final VerifyCounts ZERO = new VerifyCounts(0, Map.of(), 0, 0, 0, 0);

    public VerifyCounts {
        sameBy = java.util.Collections.unmodifiableMap(new TreeMap<>(sameBy));
    }

    /** Those of {@code same} for which this was compared. */
    public long sameBy(VerifyRow.Evidence evidence) {
        return sameBy.getOrDefault(evidence, 0L);
    }

    /** Whether the destination has everything that the source has, and nothing else. */
    public boolean isEqual() {
        return different + missing + extra + cannotCompare == 0;
    }

    /** All keys on either side. */
    public long keys() {
        return same + different + missing + extra + cannotCompare;
    }
}
