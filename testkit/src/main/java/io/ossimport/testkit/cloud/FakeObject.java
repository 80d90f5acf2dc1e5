package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object in a stand-in's bucket. Immutable; safe for many threads. */
public final class FakeObject {

    private final Key key;
    private final Content content;
    private final Map<String, String> headers;
    private final long lastModifiedMillis;
    private final int parts;
    private final @Nullable String etag;
    private final @Nullable StoredChecksum stored;
    private final @Nullable Key linkTarget;

    /**
     * @param headers what is sent back with the object: standard headers and user metadata with the
     *     vendor's prefix, names in lower case
     * @param parts of how many parts it was made, or 0 when it was put in one piece
     * @param etag without quotes, or null for the content's MD5
     * @param stored the checksum that S3 keeps, or null for its default
     */
    FakeObject(
            Key key,
            Content content,
            Map<String, String> headers,
            long lastModifiedMillis,
            int parts,
            @Nullable String etag,
            @Nullable StoredChecksum stored) {
        this(key, content, headers, lastModifiedMillis, parts, etag, stored, null);
    }

    private FakeObject(
            Key key,
            Content content,
            Map<String, String> headers,
            long lastModifiedMillis,
            int parts,
            @Nullable String etag,
            @Nullable StoredChecksum stored,
            @Nullable Key linkTarget) {
        this.key = key;
        this.content = content;
        this.headers = headers;
        this.lastModifiedMillis = lastModifiedMillis;
        this.parts = parts;
        this.etag = etag;
        this.stored = stored;
        this.linkTarget = linkTarget;
    }

    /** A symbolic link of OSS, whose own content is its target's name. */
    static FakeObject link(Key key, Key target, Map<String, String> headers, long createdMillis) {
        Content name = Content.of(target.bytes());
        String etag = name.checksum(ChecksumAlgorithm.MD5).hex().toUpperCase(Locale.ROOT);
        return new FakeObject(key, name, headers, createdMillis, 0, etag, null, target);
    }

    /**
     * What a read of this link shows: size, ETag and storage class of the target, the later of both
     * times, and all else the link's own, as help.aliyun.com/document_detail/31984.html says.
     */
    FakeObject followedTo(FakeObject target) {
        Map<String, String> shown = new TreeMap<>(headers);
        String storageClass = target.headers.get("x-oss-storage-class");
        if (storageClass != null) {
            shown.put("x-oss-storage-class", storageClass);
        }
        return new FakeObject(
                key,
                target.content,
                shown,
                Math.max(lastModifiedMillis, target.lastModifiedMillis),
                target.parts,
                target.etag(),
                null,
                linkTarget);
    }

    /** What this links to, or null when it is no link. */
    @Nullable Key linkTarget() {
        return linkTarget;
    }

    public Key key() {
        return key;
    }

    public Content content() {
        return content;
    }

    /** In bytes. */
    public long size() {
        return content.length();
    }

    /** Without quotes; in lower case for S3, in upper case for OSS. */
    public String etag() {
        return etag != null ? etag : content.checksum(ChecksumAlgorithm.MD5).hex();
    }

    /** Standard headers and user metadata with the vendor's prefix; names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** User metadata without the vendor's prefix, names in lower case. */
    public Map<String, String> userMetadata() {
        Map<String, String> user = new TreeMap<>();
        headers.forEach(
                (name, value) -> {
                    if (name.startsWith("x-amz-meta-") || name.startsWith("x-oss-meta-")) {
                        user.put(name.substring("x-amz-meta-".length()), value);
                    }
                });
        return user;
    }

    /** CRC-64/XZ of the content. */
    public long crc64() {
        return content.checksum(ChecksumAlgorithm.CRC64_XZ).asLong();
    }

    /** The checksum that S3 keeps: its default is CRC64NVME of the whole object. */
    StoredChecksum stored() {
        return stored != null
                ? stored
                : new StoredChecksum(
                        ChecksumAlgorithm.CRC64_NVME,
                        "FULL_OBJECT",
                        StoredChecksum.base64(content.checksum(ChecksumAlgorithm.CRC64_NVME)));
    }

    /** The name of the checksum's algorithm in listings, which must not compute it. */
    StoredChecksum.Label storedLabel() {
        return stored != null ? stored.label() : StoredChecksum.DEFAULT_LABEL;
    }

    public Instant lastModified() {
        return Instant.ofEpochMilli(lastModifiedMillis);
    }

    long lastModifiedMillis() {
        return lastModifiedMillis;
    }

    /** Of how many parts it was made, or 0 when it was put in one piece. */
    public int parts() {
        return parts;
    }

    /** All bytes; for contents below 2 GiB. */
    public byte[] bytes() {
        return content.toBytes();
    }

    @Override
    public String toString() {
        return key + " (" + size() + " bytes, " + HexFormat.of().toHexDigits(crc64()) + ")";
    }
}
