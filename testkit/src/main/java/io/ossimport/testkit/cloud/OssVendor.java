package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.MetadataRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What OSS does in its own way; help.aliyun.com/en/oss. Safe for many threads. */
final class OssVendor implements Vendor {

    // help.aliyun.com/en/oss/user-guide/0011-00000002: letters, digits and the hyphen
    private static final MetadataRules METADATA = new MetadataRules(8192, "-");

    private static final Set<String> ARCHIVED = Set.of("Archive", "ColdArchive", "DeepColdArchive");

    private final CloudOptions options;
    private final OssSignatureCheck signatures;

    OssVendor(CloudOptions options, AccessKey accessKey) {
        this.options = options;
        this.signatures = new OssSignatureCheck(options, accessKey);
    }

    @Override
    public String serverName() {
        return "AliyunOSS";
    }

    @Override
    public String headerPrefix() {
        return "x-oss-";
    }

    @Override
    public void commonHeaders(HttpHeaders headers, String requestId) {
        headers.set("x-oss-request-id", requestId);
        headers.set("x-oss-server-time", "1");
    }

    @Override
    public String errorXml(CloudError error, CloudRequest request, String requestId) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("RequestId", requestId);
        details.put("HostId", request.header("host"));
        details.putAll(error.details());
        details.putIfAbsent("EC", "0000-00000000");
        return Xml.error(error.code(), String.valueOf(error.getMessage()), details);
    }

    // A HEAD has no body: the document is in x-oss-err instead.
    // help.aliyun.com/en/oss/developer-reference/oss-error-response
    @Override
    public void errorHeaders(HttpHeaders headers, CloudError error, String document, boolean head) {
        error.headers().forEach(headers::set);
        headers.set("x-oss-ec", error.details().getOrDefault("EC", "0000-00000000"));
        if (head) {
            headers.set(
                    "x-oss-err",
                    Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public PayloadRule authorize(CloudRequest request, @Nullable FakeBucket bucket, Instant now)
            throws CloudError {
        if (!request.hasHeader("authorization")) {
            boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
            if (bucket != null && bucket.isPublic() && reading) {
                return PayloadRule.PLAIN;
            }
            throw new CloudError(
                            403,
                            "AccessDenied",
                            "You have no right to access this object because of bucket acl.")
                    .with("EC", "0003-00000001");
        }
        String region = bucket == null ? options.region() : bucket.region();
        signatures.check(request, region, now);
        if (!region.equals(options.region())) {
            throw new CloudError(
                            403,
                            "AccessDenied",
                            "The bucket you are attempting to access must be addressed using the"
                                    + " specified endpoint. Please send all future requests to this"
                                    + " endpoint.")
                    .with("Endpoint", "oss-" + region + ".aliyuncs.com")
                    .with("EC", "0003-00001403");
        }
        return PayloadRule.PLAIN;
    }

    // alibabacloud.com/help/en/oss/support/0016-00000005, -02, -01
    @Override
    public void checkKey(Key key) throws CloudError {
        if (key.length() > 1023 || !isUtf8(key)) {
            throw invalidName("0016-00000002", "The length of object name must be less than 1024.");
        }
        if (key.byteAt(0) == '/' || key.byteAt(0) == '\\') {
            throw invalidName("0016-00000005", "The specified object is not valid.");
        }
    }

    private static boolean isUtf8(Key key) {
        return Key.of(key.toString()).equals(key);
    }

    private static CloudError invalidName(String ec, String message) {
        return new CloudError(400, "InvalidObjectName", message).with("EC", ec);
    }

    @Override
    public Map<String, String> keptHeaders(CloudRequest request) throws CloudError {
        Map<String, String> kept = KeptHeaders.of(request, headerPrefix());
        String metaPrefix = "x-oss-meta-";
        for (String name : kept.keySet()) {
            if (name.startsWith(metaPrefix)
                    && !METADATA.accepts(name.substring(metaPrefix.length()))) {
                throw new CloudError(400, "InvalidArgument", "The metadata name is invalid.")
                        .with("ArgumentName", name)
                        .with("EC", "0011-00000002");
            }
        }
        if (KeptHeaders.metadataBytes(kept, headerPrefix()) > METADATA.maxBytes()) {
            throw new CloudError(400, "InvalidArgument", "The metadata exceeds the size of 8 KB.")
                    .with("EC", "0011-00000004");
        }
        return kept;
    }

    @Override
    public Set<ChecksumAlgorithm> bodyDigests(
            CloudRequest request, Uploads.@Nullable Upload upload) {
        Set<ChecksumAlgorithm> wanted = EnumSet.of(ChecksumAlgorithm.CRC64_XZ);
        if (!options.discardBodies() || request.hasHeader("content-md5")) {
            wanted.add(ChecksumAlgorithm.MD5);
        }
        return wanted;
    }

    @Override
    public @Nullable StoredChecksum checkBody(
            CloudRequest request,
            Map<String, String> trailers,
            Content content,
            Uploads.@Nullable Upload upload) {
        return null;
    }

    // help.aliyun.com/en/oss/developer-reference/putobject: x-oss-forbid-overwrite. Conditional
    // headers of a read are refused on a write.
    @Override
    public boolean onlyIfAbsent(CloudRequest request) throws CloudError {
        for (String name :
                List.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since")) {
            if (request.hasHeader(name)) {
                throw new CloudError(
                                400,
                                "NotImplemented",
                                "A header you provided implies functionality that is not"
                                        + " implemented.")
                        .with("Header", name)
                        .with("EC", "0051-00000001");
            }
        }
        return request.header("x-oss-forbid-overwrite").equals("true");
    }

    @Override
    public CloudError keyIsTaken(Key key) {
        return new CloudError(
                        409,
                        "FileAlreadyExists",
                        "The object you specified already exists and can not be overwritten.")
                .with("EC", "0026-00000015");
    }

    @Override
    public String etag(String hex) {
        return hex.toUpperCase(Locale.ROOT);
    }

    // help.aliyun.com/en/oss/use-cases/check-data-transmission-integrity-by-using-crc-64
    @Override
    public void writtenHeaders(
            HttpHeaders headers, Content content, @Nullable StoredChecksum stored) {
        headers.set("x-oss-hash-crc64ecma", crc(content));
        if (!options.discardBodies()) {
            headers.set("Content-MD5", md5(content));
        }
    }

    private static String crc(Content content) {
        return Long.toUnsignedString(content.checksum(ChecksumAlgorithm.CRC64_XZ).asLong());
    }

    private static String md5(Content content) {
        byte[] digest = HexFormat.of().parseHex(content.checksum(ChecksumAlgorithm.MD5).hex());
        return Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public void checkReadable(FakeObject object) throws CloudError {
        String storageClass = object.headers().getOrDefault("x-oss-storage-class", "Standard");
        if (ARCHIVED.contains(storageClass)) {
            throw new CloudError(
                            403,
                            "InvalidObjectState",
                            "The operation is not valid for the object's state")
                    .with("EC", "0016-00000701");
        }
    }

    // help.aliyun.com/en/oss/developer-reference/getobject: a range that is not within the object
    // is ignored unless x-oss-range-behavior: standard is sent.
    @Override
    public long @Nullable [] range(CloudRequest request, long size) throws CloudError {
        long[] asked = Ranges.parse(request.header("range"), size);
        if (asked == null) {
            return null;
        }
        boolean standard = request.header("x-oss-range-behavior").equals("standard");
        boolean openEnd = asked[1] == Long.MAX_VALUE;
        if (asked[0] >= size) {
            if (standard) {
                throw Ranges.notSatisfiable(request.header("range"), size);
            }
            return null;
        }
        if (asked[1] >= size && !openEnd && !standard) {
            return null;
        }
        return new long[] {asked[0], Math.min(asked[1], size - 1)};
    }

    @Override
    public void readHeaders(
            HttpHeaders headers, FakeObject object, CloudRequest request, boolean ranged) {
        object.headers().forEach(headers::set);
        if (!headers.contains("content-type")) {
            headers.set("content-type", "application/octet-stream");
        }
        headers.set("x-oss-object-type", type(object));
        if (!headers.contains("x-oss-storage-class")) {
            headers.set("x-oss-storage-class", "Standard");
        }
        // Also on a range it is the whole object's; and of a link, the link's own.
        Key target = object.linkTarget();
        Content summed = target == null ? object.content() : Content.of(target.bytes());
        headers.set("x-oss-hash-crc64ecma", crc(summed));
    }

    private static String type(FakeObject object) {
        if (object.linkTarget() != null) {
            return "Symlink";
        }
        return object.parts() == 0 ? "Normal" : "Multipart";
    }

    @Override
    public long minPartBytes() {
        return 100 * 1024;
    }

    @Override
    public Uploads.Upload openUpload(FakeBucket bucket, CloudRequest request, long nowMillis)
            throws CloudError {
        return bucket.uploads().open(request.key(), keptHeaders(request), nowMillis, "", "");
    }

    @Override
    public @Nullable StoredChecksum checkComplete(
            CloudRequest request,
            Uploads.Upload upload,
            List<CompleteRequest.Part> named,
            List<Uploads.Part> parts,
            Content whole) {
        return null;
    }

    @Override
    public Set<ChecksumAlgorithm> combinedChecksums(Uploads.Upload upload) {
        return Set.of(ChecksumAlgorithm.CRC64_XZ);
    }

    @Override
    public void listEntry(
            FakeObject object, boolean urlEncoded, boolean owner, StringBuilder into) {
        into.append("<Contents><Key>");
        listText(object.key().bytes(), urlEncoded, into);
        into.append("</Key><LastModified>");
        Dates.iso(object.lastModifiedMillis(), into);
        into.append("</LastModified><ETag>\"").append(object.etag()).append("\"</ETag><Type>");
        into.append(type(object));
        into.append("</Type><Size>").append(object.size()).append("</Size><StorageClass>");
        into.append(object.headers().getOrDefault("x-oss-storage-class", "Standard"));
        into.append("</StorageClass>");
        if (owner) {
            into.append("<Owner><ID>1</ID><DisplayName>1</DisplayName></Owner>");
        }
        into.append("</Contents>");
    }

    @Override
    public void listText(byte[] bytes, boolean urlEncoded, StringBuilder into) {
        if (urlEncoded) {
            UriText.encode(bytes, false, into);
        } else {
            Xml.escape(UriText.text(bytes), into);
        }
    }

    // help.aliyun.com/en/oss/developer-reference/listobjects-v2: max-keys is 100 by default
    @Override
    public int defaultPageSize() {
        return 100;
    }

    @Override
    public String xmlNamespace() {
        return "";
    }
}
