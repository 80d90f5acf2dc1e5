package io.ossimport.transfer.complete;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of the checksums that a source keeps is compared, so that proof costs least. */
public final class ChecksumChoice {

    // By the cost of a byte, cheapest first.
    private static final List<ChecksumAlgorithm> BY_COST =
            List.of(
                    ChecksumAlgorithm.CRC32C,
                    ChecksumAlgorithm.CRC64_XZ,
                    ChecksumAlgorithm.CRC64_NVME,
                    ChecksumAlgorithm.CRC32,
                    ChecksumAlgorithm.SHA256,
                    ChecksumAlgorithm.SHA1,
                    ChecksumAlgorithm.MD5);

    private ChecksumChoice() {}

    /**
     * The one to compare with.
     *
     * @param computedAnyway what is computed for the destination, or null
     * @param stored what the source keeps of the whole object
     * @param combinableOnly whether the object is read in parts side by side
     * @return {@link Checksum#NONE} when there is none that serves
     */
    public static Checksum of(
            @Nullable ChecksumAlgorithm computedAnyway,
            List<Checksum> stored,
            boolean combinableOnly) {
        Checksum best = Checksum.NONE;
        int bestCost = Integer.MAX_VALUE;
        for (Checksum checksum : stored) {
            ChecksumAlgorithm algorithm = checksum.algorithm();
            if (algorithm == null || (combinableOnly && !algorithm.combinable())) {
                continue;
            }
            int cost = algorithm == computedAnyway ? -1 : BY_COST.indexOf(algorithm);
            if (cost < bestCost) {
                best = checksum;
                bestCost = cost;
            }
        }
        return best;
    }
}
