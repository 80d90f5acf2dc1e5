package io.ossimport.transfer.move;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import java.util.List;

/**
 * A multipart upload that is under way.
 *
 * @param key at the source
 * @param upload at the destination
 * @param sourceEtag the version whose parts these are; another version must not be mixed in
 * @param size of the object, in bytes
 * @param partSizeBytes the same for all parts but the last, fixed for this upload
 * @param parts those that the destination took and that were proven, in rising order
 */
public record OpenUpload(
        Key key,
        Upload upload,
        String sourceEtag,
        long size,
        long partSizeBytes,
        List<UploadedPart> parts) {

    public OpenUpload {
        parts = List.copyOf(parts);
    }
}
