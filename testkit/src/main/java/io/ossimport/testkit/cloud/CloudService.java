package io.ossimport.testkit.cloud;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Finds out what a request asks for, lets it in or refuses it, and hands it to its call. */
final class CloudService {

    // What the services have and the stand-ins do not.
    private static final Set<String> SUBRESOURCES =
            Set.of(
                    "acl",
                    "tagging",
                    "policy",
                    "lifecycle",
                    "website",
                    "cors",
                    "versions",
                    "versioning",
                    "restore",
                    "append",
                    "symlink",
                    "attributes",
                    "encryption",
                    "replication");

    private final Vendor vendor;
    private final CloudOptions options;
    private final Clock clock;
    private final SpoolFolder folder = new SpoolFolder();
    private final ConcurrentSkipListMap<String, FakeBucket> buckets = new ConcurrentSkipListMap<>();
    private final ObjectCalls objects;
    private final UploadCalls uploads;
    private final ListCalls lists;

    CloudService(Vendor vendor, CloudOptions options) {
        this.vendor = vendor;
        this.options = options;
        this.clock = Clock.offset(Clock.systemUTC(), options.clockOffset());
        this.objects = new ObjectCalls(vendor, folder, options.discardBodies());
        this.uploads = new UploadCalls(vendor, objects, folder, options);
        this.lists = new ListCalls(vendor, options.maxPageSize());
    }

    Vendor vendor() {
        return vendor;
    }

    Clock clock() {
        return clock;
    }

    FakeBucket createBucket(String name) {
        return buckets.computeIfAbsent(
                name, n -> new FakeBucket(n, options.region(), !vendor.etag("a").equals("a")));
    }

    @Nullable FakeBucket bucket(String name) {
        return buckets.get(name);
    }

    void close() {
        folder.close();
    }

    /** The S3 API's name for what a request asks for; also for requests to OSS. */
    static String operation(CloudRequest request) {
        Query query = request.query();
        for (Query.Parameter parameter : query.parameters()) {
            if (SUBRESOURCES.contains(parameter.name())) {
                return "NotImplemented";
            }
        }
        boolean onKey = !request.key().isEmpty();
        return switch (request.method()) {
            case "GET" -> onKey ? getOnKey(query) : getOnBucket(request);
            case "HEAD" -> onKey ? "HeadObject" : "HeadBucket";
            case "PUT" -> onKey ? putOnKey(request) : "CreateBucket";
            case "POST" ->
                    !onKey
                            ? "NotImplemented"
                            : query.has("uploads")
                                    ? "CreateMultipartUpload"
                                    : query.has("uploadId")
                                            ? "CompleteMultipartUpload"
                                            : "NotImplemented";
            case "DELETE" ->
                    !onKey
                            ? "NotImplemented"
                            : query.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject";
            default -> "NotImplemented";
        };
    }

    private static String getOnKey(Query query) {
        return query.has("uploadId") ? "ListParts" : "GetObject";
    }

    private static String getOnBucket(CloudRequest request) {
        Query query = request.query();
        if (request.bucket().isEmpty()) {
            return "ListBuckets";
        }
        if (query.has("location")) {
            return "GetBucketLocation";
        }
        if (query.has("uploads")) {
            return "ListMultipartUploads";
        }
        return query.get("list-type").equals("2") ? "ListObjectsV2" : "ListObjects";
    }

    private static String putOnKey(CloudRequest request) {
        if (request.hasHeader("x-amz-copy-source") || request.hasHeader("x-oss-copy-source")) {
            return "NotImplemented";
        }
        return request.query().has("uploadId") ? "UploadPart" : "PutObject";
    }

    /** Lets a request in; refuses it when it is not signed as it should be, or asks for nothing. */
    Exchange begin(CloudRequest request, String operation, List<Fault> faults) throws CloudError {
        FakeBucket bucket = buckets.get(request.bucket());
        PayloadRule payload = vendor.authorize(request, bucket, clock.instant());
        if (operation.equals("CreateBucket")) {
            return new DocumentExchange(
                    payload,
                    document -> {
                        createBucket(request.bucket());
                        return Reply.empty(200);
                    });
        }
        if (operation.equals("NotImplemented") || operation.equals("ListBuckets")) {
            throw CloudError.notImplemented(request.method());
        }
        if (bucket == null) {
            throw CloudError.noSuchBucket(request.bucket());
        }
        Call call = new Call(request, operation, bucket, payload, faults, clock.millis());
        return switch (operation) {
            case "PutObject" -> objects.put(call);
            case "UploadPart" -> uploads.uploadPart(call);
            default -> new DocumentExchange(payload, document -> act(call, document));
        };
    }

    private Reply act(Call call, byte[] document) throws CloudError {
        return switch (call.operation()) {
            case "GetObject", "HeadObject" -> objects.read(call);
            case "DeleteObject" -> objects.delete(call);
            case "ListObjects", "ListObjectsV2" -> lists.list(call);
            case "CreateMultipartUpload" -> uploads.create(call);
            case "CompleteMultipartUpload" -> uploads.complete(call, document);
            case "AbortMultipartUpload" -> uploads.abort(call);
            case "ListParts" -> uploads.listParts(call);
            case "ListMultipartUploads" -> uploads.listUploads(call);
            case "HeadBucket" -> headBucket(call);
            case "GetBucketLocation" -> location(call);
            default -> throw new IllegalStateException(call.operation());
        };
    }

    private Reply headBucket(Call call) {
        Reply reply = Reply.empty(200);
        reply.headers().set(vendor.headerPrefix() + "bucket-region", call.bucket().region());
        return reply;
    }

    // S3 says nothing for us-east-1; OSS says "oss-" and the region.
    private Reply location(Call call) {
        String region = call.bucket().region();
        boolean s3 = vendor.headerPrefix().equals("x-amz-");
        String text = s3 ? region.equals("us-east-1") ? "" : region : "oss-" + region;
        StringBuilder xml = new StringBuilder(Xml.PROLOG);
        xml.append("<LocationConstraint").append(vendor.xmlNamespace()).append('>').append(text);
        return Reply.xml(200, xml.append("</LocationConstraint>").toString());
    }

    /** The answer that tells of an error. */
    Reply refusal(CloudError error, CloudRequest request, String requestId) {
        String document = vendor.errorXml(error, request, requestId);
        boolean head = request.method().equals("HEAD");
        Reply reply = head ? Reply.empty(error.status()) : Reply.xml(error.status(), document);
        vendor.errorHeaders(reply.headers(), error, document, head);
        return reply;
    }

    /** The document of an error that a fault wants. */
    String errorDocument(String code, CloudRequest request, String requestId) {
        return vendor.errorXml(
                new CloudError(200, code, "The stand-in was told to say so."), request, requestId);
    }

    Map<String, FakeBucket> buckets() {
        return buckets;
    }
}
