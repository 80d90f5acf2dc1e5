package io.ossimport.core.store;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.List;

/**
 * What a store can do by itself. Never changes while the store is open.
 *
 * @param orderedListing lists in the order of {@link Key}
 * @param startAfter can list from any key on
 * @param pinsVersion a read can be pinned to the version that was listed
 * @param writeChecksums the checksums that the store sends back for what it wrote, best first; a
 *     mover computes the first one on the way and compares. Empty: it sends none, and a copy can be
 *     proven by length only
 * @param wholeUploadChecksum whether completing a multipart upload gives the checksum of the whole
 *     object; otherwise each part is proven by itself
 * @param fencesUploads whether a part that arrives after its upload was completed or aborted
 *     changes nothing
 * @param metadata which user metadata it accepts
 * @param upload which sizes it accepts
 */
public record Capabilities(
        boolean orderedListing,
        boolean startAfter,
        boolean pinsVersion,
        List<ChecksumAlgorithm> writeChecksums,
        boolean wholeUploadChecksum,
        boolean fencesUploads,
        MetadataRules metadata,
        UploadLimits upload) {

    public Capabilities {
        writeChecksums = List.copyOf(writeChecksums);
    }

    /** The same with a listing in order, from any key on. */
    public Capabilities withListing() {
        return new Capabilities(
                true,
                true,
                pinsVersion,
                writeChecksums,
                wholeUploadChecksum,
                fencesUploads,
                metadata,
                upload);
    }
}
