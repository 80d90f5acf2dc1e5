package io.ossimport.connectors.s3;

import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.store.Dialect;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.VendorError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What S3's errors mean.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">AWS</a>
 */
record S3Errors(S3StoreConfig config) implements Dialect {

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    @Override
    public String storeName() {
        return config.name();
    }

    @Override
    public VendorError read(WireReply reply) {
        return VendorError.read(reply, reply.body(), "x-amz-request-id");
    }

    @Override
    public Kind kind(VendorError error, StoreCall call) {
        return switch (error.code()) {
            case "NoSuchKey", "NoSuchVersion" -> Kind.NOT_FOUND;
            case "NoSuchBucket", "InvalidBucketName" -> Kind.NO_SUCH_BUCKET;
            case "NoSuchUpload" -> Kind.NO_SUCH_UPLOAD;
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" -> Kind.PERMISSION_DENIED;
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "InvalidToken",
                    "TokenRefreshRequired",
                    "InvalidSecurity",
                    "NotSignedUp" ->
                    Kind.BAD_CREDENTIALS;
            case "AuthorizationHeaderMalformed" ->
                    region(error) == null ? Kind.BAD_CREDENTIALS : Kind.WRONG_ENDPOINT;
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "Redirect",
                    "IllegalLocationConstraintException" ->
                    Kind.WRONG_ENDPOINT;
            case "RequestTimeTooSkewed" -> Kind.CLOCK_SKEW;
            case "InvalidObjectState" -> Kind.ARCHIVED;
            case "KeyTooLongError", "KeyTooLong", "InvalidURI" -> Kind.INVALID_KEY;
            case "MetadataTooLarge" -> Kind.INVALID_METADATA;
            case "EntityTooLarge" -> Kind.TOO_LARGE;
            case "NotImplemented", "MethodNotAllowed" -> Kind.UNSUPPORTED;
            case "SlowDown",
                    "ServiceUnavailable",
                    "RequestLimitExceeded",
                    "BandwidthLimitExceeded",
                    "Throttling",
                    "ThrottlingException",
                    "TooManyRequests" ->
                    Kind.THROTTLED;
            case "InternalError",
                    "RequestTimeout",
                    "OperationAborted",
                    "ConditionalRequestConflict" ->
                    Kind.UNAVAILABLE;
            case "BadDigest",
                    "InvalidDigest",
                    "XAmzContentSHA256Mismatch",
                    "XAmzContentChecksumMismatch" ->
                    Kind.CHECKSUM_MISMATCH;
            case "IncompleteBody" -> Kind.CONTENT_INCOMPLETE;
            case "PreconditionFailed" -> precondition(call);
            case "XMinioStorageFull" -> Kind.NO_SPACE;
            default -> byStatus(error, call);
        };
    }

    // Answers to HEAD have no body, and proxies have codes of their own.
    private static Kind byStatus(VendorError error, StoreCall call) {
        int status = error.status();
        return switch (status) {
            case 400 -> region(error) == null ? Kind.UNKNOWN : Kind.WRONG_ENDPOINT;
            case 401 -> Kind.BAD_CREDENTIALS;
            case 403 -> Kind.PERMISSION_DENIED;
            case 404 -> call.key().isEmpty() ? Kind.NO_SUCH_BUCKET : Kind.NOT_FOUND;
            case 405, 501 -> Kind.UNSUPPORTED;
            case 408 -> Kind.UNAVAILABLE;
            case 412 -> precondition(call);
            case 416 -> Kind.BAD_ANSWER;
            case 429, 503 -> Kind.THROTTLED;
            case 507 -> Kind.NO_SPACE;
            default -> {
                if (status >= 500) {
                    yield Kind.UNAVAILABLE;
                }
                if (status / 100 == 3) {
                    yield region(error) == null ? Kind.BAD_ANSWER : Kind.WRONG_ENDPOINT;
                }
                yield Kind.UNKNOWN;
            }
        };
    }

    private static Kind precondition(StoreCall call) {
        return call.headers().contains("if-none-match") ? Kind.ALREADY_EXISTS : Kind.CHANGED;
    }

    @Override
    public String detail(VendorError error) {
        String region = region(error);
        if (region != null && !region.equals(config.site().region())) {
            return "the bucket is in region "
                    + region
                    + "; set the region and, if there is one, the endpoint to that";
        }
        String endpoint = error.document().text("Endpoint");
        if (!endpoint.isEmpty() && endpoint.length() < 256) {
            return "the bucket is reached at " + endpoint;
        }
        return error.message();
    }

    @Override
    public @Nullable Site elsewhere(VendorError error, Site asked) {
        boolean says = error.status() / 100 == 3 || error.status() == 400;
        String region = says ? region(error) : null;
        return region == null ? null : config.elsewhere(region, asked);
    }

    /** The region that the error names as the bucket's, or null. */
    private static @Nullable String region(VendorError error) {
        String header = error.headers().get("x-amz-bucket-region", "");
        String region = header.isEmpty() ? error.document().text("Region") : header;
        return REGION.matcher(region).matches() ? region : null;
    }
}
