package io.ossimport.connectors.oss;

import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.store.Dialect;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.VendorError;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What OSS's errors mean. The finer {@code EC} is not looked at, since it may change.
 *
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses">Alibaba
 *     Cloud</a>
 */
record OssErrors(String storeName) implements Dialect {

    @Override
    public VendorError read(WireReply reply) {
        return VendorError.read(reply, document(reply), "x-oss-request-id");
    }

    // HEAD has no body, so its error stands in a header.
    private static byte[] document(WireReply reply) {
        String header = reply.headers().get("x-oss-err", "");
        if (reply.body().length > 0 || header.isEmpty()) {
            return reply.body();
        }
        try {
            return Base64.getDecoder().decode(header);
        } catch (IllegalArgumentException e) {
            return reply.body(); // the status has to do
        }
    }

    @Override
    public Kind kind(VendorError error, StoreCall call) {
        return switch (error.code()) {
            case "NoSuchKey", "NoSuchVersion", "SymlinkTargetNotExist" -> Kind.NOT_FOUND;
            case "NoSuchBucket", "InvalidBucketName" -> Kind.NO_SUCH_BUCKET;
            case "NoSuchUpload" -> Kind.NO_SUCH_UPLOAD;
            // A bucket of another region is refused with this code and the right endpoint.
            case "AccessDenied" ->
                    endpoint(error).isEmpty() ? Kind.PERMISSION_DENIED : Kind.WRONG_ENDPOINT;
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "InvalidSecurityToken",
                    "SecurityTokenExpired",
                    "SecurityTokenNotSupported",
                    "UserDisable" ->
                    Kind.BAD_CREDENTIALS;
            case "SecondLevelDomainForbidden" -> Kind.WRONG_ENDPOINT;
            // "Invalid signing region in Authorization header."
            case "InvalidArgument" ->
                    error.message().contains("signing region")
                            ? Kind.WRONG_ENDPOINT
                            : byStatus(error, call);
            case "RequestTimeTooSkewed" -> Kind.CLOCK_SKEW;
            case "InvalidObjectState" -> Kind.ARCHIVED;
            case "InvalidObjectName", "KeyTooLong", "InvalidURI" -> Kind.INVALID_KEY;
            case "MetadataTooLarge", "TooLargeHeader" -> Kind.INVALID_METADATA;
            case "EntityTooLarge" -> Kind.TOO_LARGE;
            case "FileImmutable", "ObjectImmutable" -> Kind.IMMUTABLE;
            case "FileAlreadyExists", "ObjectAlreadyExists" -> Kind.ALREADY_EXISTS;
            case "PreconditionFailed" -> Kind.CHANGED;
            case "NotImplemented", "MethodNotAllowed" -> Kind.UNSUPPORTED;
            case "TotalQpsLimitExceeded",
                    "QpsLimitExceeded",
                    "MetaOperationQpsLimitExceeded",
                    "PartitionQpsLimitted",
                    "ActiveRequestLimitExceeded",
                    "CpuLimitExceeded",
                    "UploadTrafficRateLimitExceeded",
                    "DownloadTrafficRateLimitExceeded",
                    "ExceedAccountQPSLimit",
                    "ExceedBucketQPSLimit",
                    "ExceedAccountRateLimit",
                    "ExceedBucketRateLimit",
                    "ServiceUnavailable" ->
                    Kind.THROTTLED;
            case "InternalError", "RequestTimeout", "OperationAborted" -> Kind.UNAVAILABLE;
            case "InvalidDigest", "BadDigest" -> Kind.CHECKSUM_MISMATCH;
            case "IncompleteBody" -> Kind.CONTENT_INCOMPLETE;
            default -> byStatus(error, call);
        };
    }

    private static Kind byStatus(VendorError error, StoreCall call) {
        int status = error.status();
        return switch (status) {
            case 401 -> Kind.BAD_CREDENTIALS;
            case 403 -> Kind.PERMISSION_DENIED;
            case 404 -> call.key().isEmpty() ? Kind.NO_SUCH_BUCKET : Kind.NOT_FOUND;
            case 405, 501 -> Kind.UNSUPPORTED;
            case 408 -> Kind.UNAVAILABLE;
            case 412 -> Kind.CHANGED;
            case 416 -> Kind.BAD_ANSWER;
            case 429, 503 -> Kind.THROTTLED;
            default -> {
                if (status >= 500) {
                    yield Kind.UNAVAILABLE;
                }
                yield status / 100 == 3 ? Kind.BAD_ANSWER : Kind.UNKNOWN;
            }
        };
    }

    @Override
    public String detail(VendorError error) {
        String endpoint = endpoint(error);
        return endpoint.isEmpty()
                ? error.message()
                : "the bucket is reached at " + endpoint + "; set the endpoint to that";
    }

    // Calls stay with the endpoint that the user chose: internal or accelerating ones cost
    // differently.
    @Override
    public @Nullable Site elsewhere(VendorError error, Site asked) {
        return null;
    }

    @Override
    public @Nullable Duration retryAfter(VendorError error) {
        String millis = error.headers().get("x-oss-qos-delay-time", "");
        return millis.matches("\\d{1,7}")
                ? Duration.ofMillis(Integer.parseInt(millis))
                : error.retryAfter();
    }

    private static String endpoint(VendorError error) {
        String endpoint = error.document().text("Endpoint");
        return endpoint.matches("[A-Za-z0-9.:-]{1,255}") ? endpoint : "";
    }
}
