package io.ossimport.connectors.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.VendorError;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ErrorsTest {

    private S3Errors errors;
    private S3StoreConfig config;

    @BeforeEach
    void open() throws Exception {
        config = config("");
        errors = new S3Errors(config);
    }

    private static S3StoreConfig config(String endpoint) throws Exception {
        return S3StoreConfig.of(
                new StoreSpec(
                        "s3", endpoint, "", "photos", "", CredentialsSource.ANONYMOUS, Map.of()));
    }

    private static StoreCall call(String key) {
        return StoreCall.of("get", "GET", Key.of(key), new Query(), new DefaultHttpHeaders());
    }

    private VendorError error(int status, String code, String more, HttpHeaders headers) {
        String xml = "<Error><Code>" + code + "</Code><Message>m</Message>" + more + "</Error>";
        return errors.read(new WireReply(status, headers, xml.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, NOT_FOUND",
        "404, NoSuchVersion, NOT_FOUND",
        "404, NoSuchBucket, NO_SUCH_BUCKET",
        "400, InvalidBucketName, NO_SUCH_BUCKET",
        "404, NoSuchUpload, NO_SUCH_UPLOAD",
        "403, AccessDenied, PERMISSION_DENIED",
        "403, AllAccessDisabled, PERMISSION_DENIED",
        "403, AccountProblem, PERMISSION_DENIED",
        "403, InvalidAccessKeyId, BAD_CREDENTIALS",
        "403, SignatureDoesNotMatch, BAD_CREDENTIALS",
        "400, ExpiredToken, BAD_CREDENTIALS",
        "400, InvalidToken, BAD_CREDENTIALS",
        "400, TokenRefreshRequired, BAD_CREDENTIALS",
        "403, InvalidSecurity, BAD_CREDENTIALS",
        "403, NotSignedUp, BAD_CREDENTIALS",
        "400, AuthorizationHeaderMalformed, BAD_CREDENTIALS",
        "301, PermanentRedirect, WRONG_ENDPOINT",
        "307, TemporaryRedirect, WRONG_ENDPOINT",
        "307, Redirect, WRONG_ENDPOINT",
        "400, IllegalLocationConstraintException, WRONG_ENDPOINT",
        "403, RequestTimeTooSkewed, CLOCK_SKEW",
        "403, InvalidObjectState, ARCHIVED",
        "400, KeyTooLongError, INVALID_KEY",
        "400, KeyTooLong, INVALID_KEY",
        "400, InvalidURI, INVALID_KEY",
        "400, MetadataTooLarge, INVALID_METADATA",
        "400, EntityTooLarge, TOO_LARGE",
        "501, NotImplemented, UNSUPPORTED",
        "405, MethodNotAllowed, UNSUPPORTED",
        "503, SlowDown, THROTTLED",
        "503, ServiceUnavailable, THROTTLED",
        "503, RequestLimitExceeded, THROTTLED",
        "503, BandwidthLimitExceeded, THROTTLED",
        "400, Throttling, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "429, TooManyRequests, THROTTLED",
        "500, InternalError, UNAVAILABLE",
        "200, InternalError, UNAVAILABLE",
        "400, RequestTimeout, UNAVAILABLE",
        "409, OperationAborted, UNAVAILABLE",
        "409, ConditionalRequestConflict, UNAVAILABLE",
        "400, BadDigest, CHECKSUM_MISMATCH",
        "400, InvalidDigest, CHECKSUM_MISMATCH",
        "400, XAmzContentSHA256Mismatch, CHECKSUM_MISMATCH",
        "400, XAmzContentChecksumMismatch, CHECKSUM_MISMATCH",
        "400, IncompleteBody, CONTENT_INCOMPLETE",
        "412, PreconditionFailed, CHANGED",
        "507, XMinioStorageFull, NO_SPACE",
        "400, InvalidArgument, UNKNOWN",
        "400, EntityTooSmall, UNKNOWN",
        "502, SomethingNew, UNAVAILABLE"
    })
    void eachCodeHasItsKind(int status, String code, Kind kind) {
        VendorError error = error(status, code, "", new DefaultHttpHeaders());
        assertThat(error.code()).isEqualTo(code);
        assertThat(errors.kind(error, call("a"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "301, BAD_ANSWER",
        "302, BAD_ANSWER",
        "400, UNKNOWN",
        "401, BAD_CREDENTIALS",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "405, UNSUPPORTED",
        "408, UNAVAILABLE",
        "409, UNKNOWN",
        "412, CHANGED",
        "416, BAD_ANSWER",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "501, UNSUPPORTED",
        "502, UNAVAILABLE",
        "503, THROTTLED",
        "504, UNAVAILABLE",
        "507, NO_SPACE"
    })
    void withoutABodyTheStatusDecides(int status, Kind kind) {
        WireReply reply = new WireReply(status, new DefaultHttpHeaders(), new byte[0]);
        assertThat(errors.kind(errors.read(reply), call("a"))).isEqualTo(kind);
    }

    @Test
    void aMissingBucketIsToldFromAMissingObjectWithoutABody() {
        WireReply reply = new WireReply(404, new DefaultHttpHeaders(), new byte[0]);
        assertThat(errors.kind(errors.read(reply), call(""))).isEqualTo(Kind.NO_SUCH_BUCKET);
    }

    @Test
    void aFailedConditionOfAPutMeansThatTheKeyIsTaken() {
        StoreCall put =
                StoreCall.of(
                        "put",
                        "PUT",
                        Key.of("a"),
                        new Query(),
                        new DefaultHttpHeaders().set("If-None-Match", "*"));
        VendorError error = error(412, "PreconditionFailed", "", new DefaultHttpHeaders());
        assertThat(errors.kind(error, put)).isEqualTo(Kind.ALREADY_EXISTS);
    }

    @Test
    void anEndpointThatTheUserNamedIsKeptWhenTheRegionIsLearned() throws Exception {
        config = config("https://s3.example.com");
        errors = new S3Errors(config);
        VendorError error =
                error(
                        400,
                        "AuthorizationHeaderMalformed",
                        "<Region>eu-west-1</Region>",
                        new DefaultHttpHeaders());
        assertThat(errors.kind(error, call("a"))).isEqualTo(Kind.WRONG_ENDPOINT);
        assertThat(errors.elsewhere(error, config.site()))
                .isEqualTo(new Site(config.site().address(), "eu-west-1"));
        assertThat(errors.detail(error)).contains("eu-west-1");
    }

    @Test
    void amazonsOwnEndpointFollowsTheRegion() {
        HttpHeaders headers = new DefaultHttpHeaders().set("x-amz-bucket-region", "eu-west-1");
        VendorError error = error(301, "PermanentRedirect", "", headers);
        Site site = Objects.requireNonNull(errors.elsewhere(error, config.site()));
        assertThat(site.region()).isEqualTo("eu-west-1");
        assertThat(site.address().host()).isEqualTo("photos.s3.eu-west-1.amazonaws.com");
    }

    @Test
    void aRegionThatIsNoneTeachesNothing() {
        HttpHeaders headers =
                new DefaultHttpHeaders().set("x-amz-bucket-region", "evil.example.com/");
        VendorError error = error(301, "PermanentRedirect", "", headers);
        assertThat(errors.elsewhere(error, config.site())).isNull();
    }

    @Test
    void controlCharactersOfAMessageDoNotReachATerminal() {
        VendorError error = error(400, "X", "", new DefaultHttpHeaders());
        assertThat(error.message()).isEqualTo("m");
        String xml = "<Error><Code>A&#10;B</Code><Message>a&#9;b</Message></Error>";
        VendorError odd =
                errors.read(new WireReply(400, new DefaultHttpHeaders(), xml.getBytes(UTF_8)));
        assertThat(odd.code()).isEqualTo("A B");
    }
}
