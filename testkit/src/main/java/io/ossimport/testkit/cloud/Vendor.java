package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What S3 and OSS do differently. Safe for many threads. */
interface Vendor {

    /** The Server header of answers. */
    String serverName();

    /** {@code x-amz-} or {@code x-oss-}. */
    String headerPrefix();

    /** Headers that every answer of this request carries, such as the request id. */
    void commonHeaders(HttpHeaders headers, String requestId);

    /** The error's document. */
    String errorXml(CloudError error, CloudRequest request, String requestId);

    /** Headers of an error's answer beside the common ones. */
    void errorHeaders(HttpHeaders headers, CloudError error, String document, boolean head);

    /** Refuses a request whose signature, time, token or region is wrong. */
    PayloadRule authorize(CloudRequest request, @Nullable FakeBucket bucket, Instant now)
            throws CloudError;

    /** Refuses names that the service does not take. */
    void checkKey(Key key) throws CloudError;

    /** What the service keeps of a write's headers; refuses metadata that it does not take. */
    Map<String, String> keptHeaders(CloudRequest request) throws CloudError;

    /** The checksums that must be computed as a body comes in. */
    Set<ChecksumAlgorithm> bodyDigests(CloudRequest request, Uploads.@Nullable Upload upload)
            throws CloudError;

    /**
     * Compares a body with what the client said of it.
     *
     * @param trailers headers that came behind the body
     * @return the checksum that the service keeps, or null for its default
     */
    @Nullable StoredChecksum checkBody(
            CloudRequest request,
            Map<String, String> trailers,
            Content content,
            Uploads.@Nullable Upload upload)
            throws CloudError;

    /**
     * Whether a write must find its key free; refuses conditions that the service does not know.
     */
    boolean onlyIfAbsent(CloudRequest request) throws CloudError;

    /** The refusal of a write whose key should have been free. */
    CloudError keyIsTaken(Key key);

    /** An ETag's hexadecimal digits in the case that the service uses. */
    String etag(String hex);

    /** Headers of the answer to a write of an object or of a part. */
    void writtenHeaders(HttpHeaders headers, Content content, @Nullable StoredChecksum stored);

    /** Refuses to give the bytes of an object in an archive class. */
    void checkReadable(FakeObject object) throws CloudError;

    /** The run of bytes that a request asks for as first and last byte, or null for all. */
    long @Nullable [] range(CloudRequest request, long size) throws CloudError;

    /** Headers of the answer to a read or HEAD of an object. */
    void readHeaders(HttpHeaders headers, FakeObject object, CloudRequest request, boolean ranged);

    /** The smallest part that is not the last one, in bytes. */
    long minPartBytes();

    /** Opens an upload. */
    Uploads.Upload openUpload(FakeBucket bucket, CloudRequest request, long nowMillis)
            throws CloudError;

    /** The checksum that a complete object keeps, checked against what the client says of it. */
    @Nullable StoredChecksum checkComplete(
            CloudRequest request,
            Uploads.Upload upload,
            List<CompleteRequest.Part> named,
            List<Uploads.Part> parts,
            Content whole)
            throws CloudError;

    /** The CRCs that parts know and that a whole object gets by combination. */
    Set<ChecksumAlgorithm> combinedChecksums(Uploads.Upload upload);

    /** Writes one entry of a listing. */
    void listEntry(FakeObject object, boolean urlEncoded, boolean owner, StringBuilder into);

    /** A key or prefix as a listing writes it. */
    void listText(byte[] bytes, boolean urlEncoded, StringBuilder into);

    /** The default and the largest number of keys on a page. */
    int defaultPageSize();

    /** The attribute of a document's root that names the service's schema, or empty. */
    String xmlNamespace();
}
