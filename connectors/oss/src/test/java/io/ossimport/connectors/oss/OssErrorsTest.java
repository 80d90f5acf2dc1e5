package io.ossimport.connectors.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.VendorError;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OssErrorsTest {

    private final OssErrors errors = new OssErrors("oss://photos");

    private static StoreCall call(String key) {
        return StoreCall.of("get", "GET", Key.of(key), new Query(), new DefaultHttpHeaders());
    }

    private static byte[] xml(String code, String more) {
        return ("<Error><Code>" + code + "</Code><Message>m</Message>" + more + "</Error>")
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, NOT_FOUND",
        "404, NoSuchVersion, NOT_FOUND",
        "404, SymlinkTargetNotExist, NOT_FOUND",
        "404, NoSuchBucket, NO_SUCH_BUCKET",
        "400, InvalidBucketName, NO_SUCH_BUCKET",
        "404, NoSuchUpload, NO_SUCH_UPLOAD",
        "403, AccessDenied, PERMISSION_DENIED",
        "403, InvalidAccessKeyId, BAD_CREDENTIALS",
        "403, SignatureDoesNotMatch, BAD_CREDENTIALS",
        "403, InvalidSecurityToken, BAD_CREDENTIALS",
        "403, SecurityTokenExpired, BAD_CREDENTIALS",
        "403, SecurityTokenNotSupported, BAD_CREDENTIALS",
        "403, UserDisable, BAD_CREDENTIALS",
        "403, SecondLevelDomainForbidden, WRONG_ENDPOINT",
        "403, RequestTimeTooSkewed, CLOCK_SKEW",
        "403, InvalidObjectState, ARCHIVED",
        "400, InvalidObjectName, INVALID_KEY",
        "400, KeyTooLong, INVALID_KEY",
        "400, InvalidURI, INVALID_KEY",
        "400, MetadataTooLarge, INVALID_METADATA",
        "400, TooLargeHeader, INVALID_METADATA",
        "400, EntityTooLarge, TOO_LARGE",
        "409, FileImmutable, IMMUTABLE",
        "409, ObjectImmutable, IMMUTABLE",
        "409, FileAlreadyExists, ALREADY_EXISTS",
        "409, ObjectAlreadyExists, ALREADY_EXISTS",
        "412, PreconditionFailed, CHANGED",
        "400, NotImplemented, UNSUPPORTED",
        "405, MethodNotAllowed, UNSUPPORTED",
        "503, TotalQpsLimitExceeded, THROTTLED",
        "503, QpsLimitExceeded, THROTTLED",
        "503, MetaOperationQpsLimitExceeded, THROTTLED",
        "503, PartitionQpsLimitted, THROTTLED",
        "503, ActiveRequestLimitExceeded, THROTTLED",
        "503, CpuLimitExceeded, THROTTLED",
        "503, UploadTrafficRateLimitExceeded, THROTTLED",
        "503, DownloadTrafficRateLimitExceeded, THROTTLED",
        "503, ExceedAccountQPSLimit, THROTTLED",
        "503, ExceedBucketQPSLimit, THROTTLED",
        "503, ExceedAccountRateLimit, THROTTLED",
        "503, ExceedBucketRateLimit, THROTTLED",
        "503, ServiceUnavailable, THROTTLED",
        "500, InternalError, UNAVAILABLE",
        "400, RequestTimeout, UNAVAILABLE",
        "409, OperationAborted, UNAVAILABLE",
        "400, InvalidDigest, CHECKSUM_MISMATCH",
        "400, BadDigest, CHECKSUM_MISMATCH",
        "400, IncompleteBody, CONTENT_INCOMPLETE",
        "400, InvalidArgument, UNKNOWN",
        "502, SomethingNew, UNAVAILABLE"
    })
    void eachCodeHasItsKind(int status, String code, Kind kind) {
        VendorError error =
                errors.read(new WireReply(status, new DefaultHttpHeaders(), xml(code, "")));
        assertThat(errors.kind(error, call("a"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "301, BAD_ANSWER", "400, UNKNOWN", "401, BAD_CREDENTIALS", "403, PERMISSION_DENIED",
        "404, NOT_FOUND", "405, UNSUPPORTED", "408, UNAVAILABLE", "412, CHANGED",
        "416, BAD_ANSWER", "429, THROTTLED", "500, UNAVAILABLE", "501, UNSUPPORTED",
        "502, UNAVAILABLE", "503, THROTTLED"
    })
    void withoutABodyTheStatusDecides(int status, Kind kind) {
        WireReply reply = new WireReply(status, new DefaultHttpHeaders(), new byte[0]);
        assertThat(errors.kind(errors.read(reply), call("a"))).isEqualTo(kind);
    }

    @Test
    void theErrorOfAHeadStandsInAHeader() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set("x-oss-request-id", "5C3D9175B6FC201293AD");
        headers.set("x-oss-err", Base64.getEncoder().encodeToString(xml("NoSuchBucket", "")));
        VendorError error = errors.read(new WireReply(404, headers, new byte[0]));
        assertThat(error.code()).isEqualTo("NoSuchBucket");
        assertThat(error.requestId()).isEqualTo("5C3D9175B6FC201293AD");
        assertThat(errors.kind(error, call("a"))).isEqualTo(Kind.NO_SUCH_BUCKET);
    }

    @Test
    void aBucketOfAnotherRegionIsToldWithItsEndpoint() {
        VendorError error =
                errors.read(
                        new WireReply(
                                403,
                                new DefaultHttpHeaders(),
                                xml(
                                        "AccessDenied",
                                        "<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>")));
        assertThat(errors.kind(error, call("a"))).isEqualTo(Kind.WRONG_ENDPOINT);
        assertThat(errors.detail(error)).contains("oss-cn-beijing.aliyuncs.com");
    }

    @Test
    void theStoresWishToWaitIsPassedOn() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-oss-qos-delay-time", "250");
        VendorError error = errors.read(new WireReply(503, headers, new byte[0]));
        assertThat(errors.retryAfter(error)).isEqualTo(Duration.ofMillis(250));
        HttpHeaders standard = new DefaultHttpHeaders().set("Retry-After", "2");
        VendorError other = errors.read(new WireReply(503, standard, new byte[0]));
        assertThat(errors.retryAfter(other)).isEqualTo(Duration.ofSeconds(2));
    }
}
