package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;
import java.util.List;

/**
 * An object that is being read. The caller owns the body.
 *
 * @param version what is being read, as the answer describes it: same ETag as asked for
 * @param checksums checksums of the <em>whole object</em> that the store keeps; also on a range
 * @param body exactly as many bytes as asked for, or an error
 * @param requestId the store's name for this request, or empty
 */
public record ObjectRead(
        ListedObject version,
        ObjectMetadata metadata,
        List<Checksum> checksums,
        Body body,
        String requestId) {

    public ObjectRead {
        checksums = List.copyOf(checksums);
    }
}
