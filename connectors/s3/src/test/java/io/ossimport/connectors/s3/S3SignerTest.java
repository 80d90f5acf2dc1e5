package io.ossimport.connectors.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.wire.Endpoint;
import io.ossimport.wire.store.BucketAddress;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class S3SignerTest {

    private final S3Signer signer = new S3Signer();

    // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "GET Object"
    @Test
    void signsAwssOwnExampleOfAGet() {
        HttpHeaders headers = exampleHeaders();
        headers.set("Range", "bytes=0-9");
        signExample(StoreCall.of("get", "GET", Key.of("test.txt"), new Query(), headers), headers);
        assertThat(headers.get("authorization"))
                .endsWith(
                        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    // The same page, "PUT Object"
    @Test
    void signsAwssOwnExampleOfAPut() {
        HttpHeaders headers = exampleHeaders();
        headers.set("Date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.set("x-amz-storage-class", "REDUCED_REDUNDANCY");
        StoreCall call =
                StoreCall.of("put", "PUT", Key.of("test$file.text"), new Query(), headers)
                        .withContent("Welcome to Amazon S3.".getBytes(UTF_8));
        signExample(call, headers);
        assertThat(headers.get("authorization"))
                .endsWith(
                        "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    // The same page, "GET Bucket (List Objects)"
    @Test
    void signsAwssOwnExampleOfAListing() {
        HttpHeaders headers = exampleHeaders();
        Query query = new Query().with("prefix", "J").with("max-keys", "2");
        signExample(StoreCall.of("list", "GET", Key.EMPTY, query, headers), headers);
        assertThat(headers.get("authorization"))
                .endsWith(
                        "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    private static HttpHeaders exampleHeaders() {
        return new DefaultHttpHeaders().set("Host", "examplebucket.s3.amazonaws.com");
    }

    private void signExample(StoreCall call, HttpHeaders headers) {
        Site site =
                new Site(
                        BucketAddress.virtualHost(
                                Endpoint.parse("https://s3.amazonaws.com"), "examplebucket"),
                        "us-east-1");
        Credentials credentials =
                new Credentials(
                        "AKIAIOSFODNN7EXAMPLE",
                        Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                        Secret.NONE);
        signer.sign(call, site, headers, credentials, Instant.parse("2013-05-24T00:00:00Z"));
    }

    @Test
    void signsRandomRequestsAsTheAwsSdkDoes() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            RandomRequest request = new RandomRequest(random);
            HttpHeaders headers = request.headers();
            headers.set("Host", request.site.address().host());
            signer.sign(request.call, request.site, headers, request.credentials, request.now);
            assertThat(headers.get("authorization"))
                    .as("seed %d, request %d: %s", seed, i, request.call)
                    .isEqualTo(request.signedBySdk());
        }
    }

    /** A request of any shape that the connector could send. */
    private static final class RandomRequest {
        final Instant now;
        final Site site;
        final Credentials credentials;
        final StoreCall call;
        private final byte[] content;

        RandomRequest(Random random) {
            now = Instant.ofEpochSecond(1_700_000_000 + random.nextInt(200_000_000));
            Endpoint endpoint = Endpoint.parse("https://s3.example.com:9000");
            String bucket = "bucket-" + random.nextInt(5);
            site =
                    new Site(
                            random.nextBoolean()
                                    ? BucketAddress.pathStyle(endpoint, bucket)
                                    : BucketAddress.virtualHost(endpoint, bucket),
                            "eu-west-" + random.nextInt(3));
            credentials =
                    new Credentials(
                            "AK" + random.nextInt(1000),
                            Secret.of("secret" + random.nextInt(1000)),
                            random.nextBoolean() ? Secret.of("token/+=") : Secret.NONE);
            Query query = new Query();
            for (int i = random.nextInt(4); i > 0; i--) {
                query.with(text(random) + "x", random.nextBoolean() ? "" : text(random));
            }
            HttpHeaders headers = new DefaultHttpHeaders();
            if (random.nextBoolean()) {
                headers.set("x-amz-meta-a" + random.nextInt(9), "two  blanks, three   and =");
                headers.set("Content-Type", "text/plain; charset=UTF-8");
                headers.set("If-Match", "\"abc\"");
                headers.set("Cache-Control", "max-age=1");
            }
            content = new byte[random.nextInt(100)];
            random.nextBytes(content);
            StoreCall plain =
                    StoreCall.of("put", "PUT", Key.of("k" + text(random)), query, headers);
            call =
                    switch (random.nextInt(3)) {
                        case 0 -> plain;
                        case 1 -> plain.withContent(content);
                        default -> plain.withStream(Body.empty());
                    };
        }

        private static String text(Random random) {
            String[] pieces = {
                "a", "B", "7", "/", "//", "..", " ", "+", "%2F", "中", "😀", "~", "=&"
            };
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            return text.toString();
        }

        HttpHeaders headers() {
            return call.headers().copy();
        }

        String signedBySdk() {
            SdkHttpRequest.Builder sdk =
                    SdkHttpRequest.builder()
                            .method(SdkHttpMethod.fromValue(call.method()))
                            .protocol("https")
                            .host(site.address().host().replace(":9000", ""))
                            .port(9000)
                            .encodedPath(site.address().path(call.key()));
            for (Map.Entry<String, String> parameter : call.query().encoded().entrySet()) {
                sdk.appendRawQueryParameter(
                        decoded(parameter.getKey()), decoded(parameter.getValue()));
            }
            for (Map.Entry<String, String> header : call.headers()) {
                sdk.appendHeader(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
            }
            AwsV4HttpSigner awsSigner = AwsV4HttpSigner.create();
            SignedRequest signed =
                    awsSigner.sign(
                            request -> {
                                request.identity(identity())
                                        .request(sdk.build())
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, site.region())
                                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                                        .putProperty(
                                                AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED,
                                                call.stream() == null)
                                        .putProperty(
                                                HttpSigner.SIGNING_CLOCK,
                                                Clock.fixed(now, ZoneOffset.UTC));
                                if (call.content() != null) {
                                    request.payload(() -> new ByteArrayInputStream(content));
                                }
                            });
            return signed.request().firstMatchingHeader("Authorization").orElseThrow();
        }

        private AwsCredentialsIdentity identity() {
            return credentials.token().isEmpty()
                    ? AwsCredentialsIdentity.create(
                            credentials.accessKeyId(), credentials.secretKey().reveal())
                    : AwsSessionCredentialsIdentity.create(
                            credentials.accessKeyId(),
                            credentials.secretKey().reveal(),
                            credentials.token().reveal());
        }

        private static String decoded(String encoded) {
            return new String(
                    io.ossimport.wire.store.UriCodec.decode(encoded.getBytes(UTF_8)), UTF_8);
        }
    }
}
