package io.ossimport.transfer.verify;

import io.ossimport.transfer.report.Requests;

/**
 * What a comparison of both ends found, in keys.
 *
 * @param same the same by size and checksum, or by size alone
 * @param sameBySizeOnly those of {@code same} for which the ends keep no comparable checksum
 */
public record VerifySummary(
        long same,
        long sameBySizeOnly,
        long different,
        long missing,
        long extra,
        long cannotCompare,
        Requests source,
        Requests destination) {

    /** Whether the destination has everything that the source has, and nothing else. */
    public boolean isEqual() {
        return different + missing + extra + cannotCompare == 0;
    }

    /** All keys on either side. */
    public long keys() {
        return same + different + missing + extra + cannotCompare;
    }
}
