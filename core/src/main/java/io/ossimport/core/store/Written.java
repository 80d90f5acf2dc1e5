package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;
import java.util.List;

/**
 * What a store says of bytes that it took: an object, or one part.
 *
 * @param etag without quotes, or empty
 * @param checksums checksums that <em>the store</em> computed over what it took
 * @param requestId the store's name for this request, or empty
 */
public record Written(String etag, List<Checksum> checksums, String requestId) {

    public Written {
        checksums = List.copyOf(checksums);
    }
}
