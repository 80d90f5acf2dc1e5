package io.ossimport.transfer.complete;

import io.ossimport.core.checksum.Checksum;
import java.util.List;

/** What comparing our checksums with a store's gave. */
public enum Match {
    /** At least one of the same algorithm, and all of those equal. */
    EQUAL,
    /** Two of the same algorithm differ. */
    DIFFERENT,
    /** None of the same algorithm. */
    NOT_COMPARABLE;

    /** Compares each of {@code ours} with those of {@code theirs} of its algorithm. */
    public static Match of(List<Checksum> ours, List<Checksum> theirs) {
        Match match = NOT_COMPARABLE;
        for (Checksum our : ours) {
            for (Checksum their : theirs) {
                if (our.isNone() || our.algorithm() != their.algorithm()) {
                    continue;
                }
                if (!our.equals(their)) {
                    return DIFFERENT;
                }
                match = EQUAL;
            }
        }
        return match;
    }
}
