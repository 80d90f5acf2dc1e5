package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What S3 does in its own way; docs.aws.amazon.com/AmazonS3/latest/API. Safe for many threads. */
final class S3Vendor implements Vendor {

    private static final long MIB = 1024 * 1024;

    private final CloudOptions options;
    private final SigV4Check signatures;
    private final S3Checksums checksums;

    S3Vendor(CloudOptions options, AccessKey accessKey) {
        this.options = options;
        this.signatures = new SigV4Check(options, accessKey);
        this.checksums = new S3Checksums(options.checksums());
    }

    @Override
    public String serverName() {
        return "AmazonS3";
    }

    @Override
    public String headerPrefix() {
        return "x-amz-";
    }

    @Override
    public void commonHeaders(HttpHeaders headers, String requestId) {
        headers.set("x-amz-request-id", requestId);
        headers.set("x-amz-id-2", "stand-in/" + requestId);
    }

    @Override
    public String errorXml(CloudError error, CloudRequest request, String requestId) {
        Map<String, String> details = new LinkedHashMap<>(error.details());
        details.put("RequestId", requestId);
        details.put("HostId", "stand-in/" + requestId);
        return Xml.error(error.code(), String.valueOf(error.getMessage()), details);
    }

    @Override
    public void errorHeaders(HttpHeaders headers, CloudError error, String document, boolean head) {
        error.headers().forEach(headers::set);
    }

    @Override
    public PayloadRule authorize(CloudRequest request, @Nullable FakeBucket bucket, Instant now)
            throws CloudError {
        if (!SigV4Check.isSigned(request)) {
            boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
            if (bucket != null && bucket.isPublic() && reading) {
                return PayloadRule.PLAIN;
            }
            throw new CloudError(403, "AccessDenied", "Access Denied");
        }
        String region = bucket == null ? options.region() : bucket.region();
        return signatures.check(request, region, !region.equals(options.region()), now);
    }

    // "The object key name is a sequence of Unicode characters with UTF-8 encoding of up to 1,024
    // bytes long." AmazonS3/latest/userguide/object-keys.html
    @Override
    public void checkKey(Key key) throws CloudError {
        if (key.length() > 1024) {
            throw new CloudError(400, "KeyTooLongError", "Your key is too long")
                    .with("Size", Integer.toString(key.length()))
                    .with("MaxSizeAllowed", "1024");
        }
    }

    // "the user-defined metadata is limited to 2 KB in size."
    // AmazonS3/latest/userguide/UsingMetadata.html
    @Override
    public Map<String, String> keptHeaders(CloudRequest request) throws CloudError {
        Map<String, String> kept = KeptHeaders.of(request, headerPrefix());
        int size = KeptHeaders.metadataBytes(kept, headerPrefix());
        if (size > 2048) {
            throw new CloudError(
                            400,
                            "MetadataTooLarge",
                            "Your metadata headers exceed the maximum allowed metadata size")
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", "2048");
        }
        return withoutAwsChunked(kept);
    }

    // S3 keeps other encodings and takes its own framing away.
    private static Map<String, String> withoutAwsChunked(Map<String, String> kept) {
        String encoding = kept.get("content-encoding");
        if (encoding == null || !encoding.contains("aws-chunked")) {
            return kept;
        }
        Map<String, String> cleaned = new TreeMap<>(kept);
        String rest = encoding.replaceAll("aws-chunked\\s*,?\\s*", "").replaceAll(",\\s*$", "");
        if (rest.isEmpty()) {
            cleaned.remove("content-encoding");
        } else {
            cleaned.put("content-encoding", rest);
        }
        return Collections.unmodifiableMap(cleaned);
    }

    @Override
    public Set<ChecksumAlgorithm> bodyDigests(
            CloudRequest request, Uploads.@Nullable Upload upload) {
        return checksums.bodyDigests(request, upload);
    }

    @Override
    public @Nullable StoredChecksum checkBody(
            CloudRequest request,
            Map<String, String> trailers,
            Content content,
            Uploads.@Nullable Upload upload)
            throws CloudError {
        return checksums.checkBody(request, trailers, content, upload);
    }

    // AmazonS3/latest/userguide/conditional-writes.html
    @Override
    public boolean onlyIfAbsent(CloudRequest request) throws CloudError {
        String condition = request.header("if-none-match");
        if (!condition.isEmpty() && !condition.equals("*")) {
            throw CloudError.notImplemented("If-None-Match");
        }
        return !condition.isEmpty();
    }

    @Override
    public CloudError keyIsTaken(Key key) {
        return CloudError.preconditionFailed("If-None-Match");
    }

    @Override
    public String etag(String hex) {
        return hex;
    }

    @Override
    public void writtenHeaders(
            HttpHeaders headers, Content content, @Nullable StoredChecksum stored) {
        if (options.checksums()) {
            StoredChecksum kept = stored == null ? S3Checksums.byDefault(content) : stored;
            headers.set(kept.header(), kept.value());
            headers.set("x-amz-checksum-type", kept.type());
        }
    }

    @Override
    public void checkReadable(FakeObject object) throws CloudError {
        String storageClass = object.headers().getOrDefault("x-amz-storage-class", "STANDARD");
        if (storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE")) {
            throw new CloudError(
                            403,
                            "InvalidObjectState",
                            "The operation is not valid for the object's storage class")
                    .with("StorageClass", storageClass);
        }
    }

    // A range that begins beyond the end is 416; one that ends there is cut; a broken one is
    // ignored. AmazonS3/latest/API/API_GetObject.html and RFC 9110, 14.2
    @Override
    public long @Nullable [] range(CloudRequest request, long size) throws CloudError {
        long[] asked = Ranges.parse(request.header("range"), size);
        if (asked == null) {
            return null;
        }
        if (asked[0] >= size) {
            throw Ranges.notSatisfiable(request.header("range"), size);
        }
        return new long[] {asked[0], Math.min(asked[1], size - 1)};
    }

    @Override
    public void readHeaders(
            HttpHeaders headers, FakeObject object, CloudRequest request, boolean ranged) {
        object.headers().forEach(headers::set);
        if (!headers.contains("content-type")) {
            headers.set("content-type", "binary/octet-stream");
        }
        // Real S3 sends no checksum with an arbitrary range: github.com/ceph/ceph/pull/61901,
        // github.com/minio/minio/pull/17105.
        if (options.checksums()
                && !ranged
                && request.header("x-amz-checksum-mode").equalsIgnoreCase("ENABLED")) {
            StoredChecksum stored = object.stored();
            headers.set(stored.header(), stored.value());
            headers.set("x-amz-checksum-type", stored.type());
        }
    }

    @Override
    public long minPartBytes() {
        return 5 * MIB;
    }

    @Override
    public Uploads.Upload openUpload(FakeBucket bucket, CloudRequest request, long nowMillis)
            throws CloudError {
        return checksums.openUpload(bucket, request, keptHeaders(request), nowMillis);
    }

    @Override
    public @Nullable StoredChecksum checkComplete(
            CloudRequest request,
            Uploads.Upload upload,
            List<CompleteRequest.Part> named,
            List<Uploads.Part> parts,
            Content whole)
            throws CloudError {
        return checksums.checkComplete(request, upload, named, parts, whole);
    }

    @Override
    public Set<ChecksumAlgorithm> combinedChecksums(Uploads.Upload upload) {
        return checksums.combined(upload);
    }

    @Override
    public void listEntry(
            FakeObject object, boolean urlEncoded, boolean owner, StringBuilder into) {
        into.append("<Contents><Key>");
        listText(object.key().bytes(), urlEncoded, into);
        into.append("</Key><LastModified>");
        Dates.iso(object.lastModifiedMillis(), into);
        into.append("</LastModified><ETag>&quot;").append(object.etag()).append("&quot;</ETag>");
        if (options.checksums()) {
            StoredChecksum.Label label = object.storedLabel();
            into.append("<ChecksumAlgorithm>").append(label.algorithm());
            into.append("</ChecksumAlgorithm><ChecksumType>").append(label.type());
            into.append("</ChecksumType>");
        }
        into.append("<Size>").append(object.size()).append("</Size>");
        if (owner) {
            into.append("<Owner><ID>stand-in</ID></Owner>");
        }
        into.append("<StorageClass>")
                .append(object.headers().getOrDefault("x-amz-storage-class", "STANDARD"))
                .append("</StorageClass></Contents>");
    }

    @Override
    public void listText(byte[] bytes, boolean urlEncoded, StringBuilder into) {
        if (urlEncoded) {
            UriText.encodeAsS3Lists(bytes, into);
        } else {
            Xml.escape(UriText.text(bytes), into);
        }
    }

    @Override
    public int defaultPageSize() {
        return 1000;
    }

    @Override
    public String xmlNamespace() {
        return " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    }
}
