package io.ossimport.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The checks of signatures against published and independently computed examples. */
class SignatureVectorsTest {

    // The example of docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
    private static HttpRequest awsExample(String target) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
        request.headers()
                .set("Host", "examplebucket.s3.amazonaws.com")
                .set("Range", "bytes=0-9")
                .set("x-amz-date", "20130524T000000Z")
                .set(
                        "x-amz-content-sha256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .set(
                        "Authorization",
                        "AWS4-HMAC-SHA256 "
                                + "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        return request;
    }

    private static void checkAws(HttpRequest request, Instant now) throws CloudError {
        CloudOptions options =
                CloudOptions.DEFAULT.withCredentials(
                        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "");
        new SigV4Check(options, new AccessKey(options))
                .check(CloudRequest.of(request), "us-east-1", false, now);
    }

    @Test
    void theExampleOfAwsIsAccepted() throws CloudError {
        CloudRequest request = CloudRequest.of(awsExample("/test.txt"));
        assertThat(request.bucket()).isEqualTo("examplebucket");
        assertThat(request.key()).hasToString("test.txt");
        checkAws(awsExample("/test.txt"), Instant.parse("2013-05-24T00:14:59Z"));
    }

    @Test
    void anyChangeToTheExampleOfAwsIsRefused() {
        Instant now = Instant.parse("2013-05-24T00:00:00Z");
        assertRefused(() -> checkAws(awsExample("/test.tx"), now), "SignatureDoesNotMatch");
        assertRefused(() -> checkAws(awsExample("/test.txt?a"), now), "SignatureDoesNotMatch");
        HttpRequest range = awsExample("/test.txt");
        range.headers().set("Range", "bytes=0-8");
        assertRefused(() -> checkAws(range, now), "SignatureDoesNotMatch");
        HttpRequest unsigned = awsExample("/test.txt");
        unsigned.headers().set("x-amz-meta-a", "b");
        assertRefused(() -> checkAws(unsigned, now), "AccessDenied");
        assertRefused(
                () -> checkAws(awsExample("/test.txt"), now.plusSeconds(901)),
                "RequestTimeTooSkewed");
    }

    private static HttpRequest ossExample(String metadata) {
        HttpRequest request =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1,
                        HttpMethod.PUT,
                        "/bucket-x/dir/a%20b%2B%E4%B8%AD~.txt?acl&partNumber=1&uploadId=U%3D%3D");
        request.headers()
                .set("Host", "127.0.0.1:8080")
                .set("Content-Type", "text/plain")
                .set("x-oss-date", "20261122T000000Z")
                .set("x-oss-content-sha256", "UNSIGNED-PAYLOAD")
                .set("x-oss-meta-k", metadata)
                .set(
                        "Authorization",
                        "OSS4-HMAC-SHA256"
                                + " Credential=ak-example/20261122/cn-hangzhou/oss/aliyun_v4_request,"
                                + "Signature=5da2bf5ce3f4c352997c7cd3c206b094a4f435f501443babbf370c1cf18786f5");
        return request;
    }

    private static void checkOss(HttpRequest request, String region) throws CloudError {
        CloudOptions options = CloudOptions.DEFAULT.withCredentials("ak-example", "sk-example", "");
        new OssSignatureCheck(options, new AccessKey(options))
                .check(CloudRequest.of(request), region, Instant.parse("2026-11-22T00:10:00Z"));
    }

    @Test
    void theVectorOfOssVersion4IsAccepted() throws CloudError {
        checkOss(ossExample("v"), "cn-hangzhou");
    }

    @Test
    void anyChangeToTheVectorOfOssVersion4IsRefused() {
        assertRefused(() -> checkOss(ossExample("w"), "cn-hangzhou"), "SignatureDoesNotMatch");
        assertRefused(() -> checkOss(ossExample("v"), "cn-beijing"), "InvalidArgument");
    }

    private interface Check {
        void run() throws CloudError;
    }

    private static void assertRefused(Check check, String code) {
        assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(
                        CloudError.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
