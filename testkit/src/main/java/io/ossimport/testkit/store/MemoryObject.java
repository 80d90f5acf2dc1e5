package io.ossimport.testkit.store;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.testkit.cloud.Content;
import java.util.List;

/**
 * An object in a {@link MemoryStore}.
 *
 * @param etag without quotes
 * @param parts of how many parts it was made, or 0 when it was put in one piece
 */
public record MemoryObject(
        Content content, ObjectMetadata metadata, long lastModifiedMillis, String etag, int parts) {

    /** An object put in one piece: the ETag is the MD5. */
    static MemoryObject whole(Content content, ObjectMetadata metadata, long lastModifiedMillis) {
        String etag = content.checksum(ChecksumAlgorithm.MD5).hex();
        return new MemoryObject(content, metadata, lastModifiedMillis, etag, 0);
    }

    /** An object joined from parts: the ETag is no MD5 of the content. */
    static MemoryObject joined(
            Content content, ObjectMetadata metadata, long lastModifiedMillis, List<String> etags) {
        String etag =
                Content.of(String.join("", etags)).checksum(ChecksumAlgorithm.MD5).hex()
                        + "-"
                        + etags.size();
        return new MemoryObject(content, metadata, lastModifiedMillis, etag, etags.size());
    }

    /** All bytes. */
    public byte[] bytes() {
        return content.toBytes();
    }
}
