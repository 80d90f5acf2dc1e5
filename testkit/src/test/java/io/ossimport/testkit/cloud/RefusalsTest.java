package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URL;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The stand-ins refuse what the services refuse, in the same words. */
class RefusalsTest {

    private static S3Client client(FakeS3 cloud, String accessKeyId, String region) {
        return S3Client.builder()
                .endpointOverride(URI.create(cloud.endpoint()))
                .region(Region.of(region))
                .forcePathStyle(true)
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKeyId, cloud.secretKey())))
                .build();
    }

    private static S3Exception refusal(FakeS3 cloud, String id, String region) {
        try (S3Client s3 = client(cloud, id, region)) {
            return catchThrowableOfType(
                    S3Exception.class, () -> s3.listObjectsV2(l -> l.bucket("photos")));
        }
    }

    private static void withS3(CloudOptions options, Consumer<FakeS3> test) {
        try (FakeS3 cloud = FakeS3.start(options)) {
            cloud.createBucket("photos");
            test.accept(cloud);
        }
    }

    @Test
    void anUnknownKeyIsToldFromAWrongSecret() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    S3Exception refusal = refusal(cloud, "somebody", cloud.region());
                    assertThat(refusal.statusCode()).isEqualTo(403);
                    assertThat(refusal.awsErrorDetails().errorCode())
                            .isEqualTo("InvalidAccessKeyId");
                    assertThat(refusal.requestId()).isNotEmpty();
                });
    }

    @Test
    void aWrongRegionIsNamed() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    S3Exception refusal = refusal(cloud, cloud.accessKeyId(), "eu-west-1");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(refusal.awsErrorDetails().errorCode())
                            .isEqualTo("AuthorizationHeaderMalformed");
                    assertThat(refusal.getMessage()).contains("expecting 'us-east-1'");
                    cloud.bucket("photos").moveTo("eu-west-1");
                    S3Exception elsewhere = refusal(cloud, cloud.accessKeyId(), "us-east-1");
                    assertThat(elsewhere.statusCode()).isEqualTo(301);
                    assertThat(
                                    elsewhere
                                            .awsErrorDetails()
                                            .sdkHttpResponse()
                                            .firstMatchingHeader("x-amz-bucket-region"))
                            .contains("eu-west-1");
                    assertThat(cloud.requests().count("ListObjectsV2")).isEqualTo(2);
                });
    }

    @Test
    void aMissingBucketIsNamed() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    try (S3Client s3 = client(cloud, cloud.accessKeyId(), cloud.region())) {
                        assertThatThrownBy(() -> s3.listObjectsV2(l -> l.bucket("none")))
                                .isInstanceOf(NoSuchBucketException.class);
                    }
                });
    }

    @Test
    void aSmallPartIsNoticedOnlyAtTheEnd() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    try (S3Client s3 = client(cloud, cloud.accessKeyId(), cloud.region())) {
                        String id = open(s3);
                        CompletedPart one = part(s3, id, 1);
                        CompletedPart two = part(s3, id, 2);
                        assertThatThrownBy(() -> complete(s3, id, one, two))
                                .hasMessageContaining("smaller than the minimum");
                        assertThatThrownBy(() -> complete(s3, id, two, one))
                                .hasMessageContaining("ascending order");
                        assertThat(cloud.bucket("photos").objects()).isEmpty();
                    }
                });
    }

    @Test
    void aLostAnswerToCompleteLeavesTheObject() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    cloud.faults().on("CompleteMultipartUpload").dropAfterCommit();
                    try (S3Client s3 = client(cloud, cloud.accessKeyId(), cloud.region())) {
                        String id = open(s3);
                        CompletedPart one = part(s3, id, 1);
                        assertThatThrownBy(() -> complete(s3, id, one))
                                .isInstanceOf(SdkClientException.class);
                        assertThat(cloud.bucket("photos").objects()).hasSize(1);
                        assertThatThrownBy(() -> complete(s3, id, one))
                                .isInstanceOf(NoSuchUploadException.class);
                    }
                });
    }

    private static String open(S3Client s3) {
        return s3.createMultipartUpload(c -> c.bucket("photos").key("big")).uploadId();
    }

    private static CompletedPart part(S3Client s3, String id, int number) {
        String etag =
                s3.uploadPart(
                                u -> u.bucket("photos").key("big").uploadId(id).partNumber(number),
                                RequestBody.fromString("part"))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void complete(S3Client s3, String id, CompletedPart... parts) {
        s3.completeMultipartUpload(
                c ->
                        c.bucket("photos")
                                .key("big")
                                .uploadId(id)
                                .multipartUpload(m -> m.parts(parts)));
    }

    @Test
    void metadataBeyondTwoKibibytesIsRefused() {
        withS3(
                CloudOptions.DEFAULT,
                cloud -> {
                    try (S3Client s3 = client(cloud, cloud.accessKeyId(), cloud.region())) {
                        assertThatThrownBy(
                                        () ->
                                                s3.putObject(
                                                        p ->
                                                                p.bucket("photos")
                                                                        .key("a")
                                                                        .metadata(
                                                                                Map.of(
                                                                                        "k",
                                                                                        "v"
                                                                                                .repeat(
                                                                                                        2048))),
                                                        RequestBody.empty()))
                                .hasMessageContaining("metadata");
                        s3.putObject(
                                p ->
                                        p.bucket("photos")
                                                .key("a")
                                                .metadata(Map.of("k", "v".repeat(2047))),
                                RequestBody.empty());
                    }
                });
    }

    @Test
    void anOlderStoreKnowsNeitherChecksumsNorChunks() {
        withS3(
                CloudOptions.DEFAULT.withoutChecksums().withoutAwsChunked(),
                cloud -> {
                    try (S3Client s3 = client(cloud, cloud.accessKeyId(), cloud.region())) {
                        S3Exception refusal =
                                catchThrowableOfType(
                                        S3Exception.class,
                                        () ->
                                                s3.putObject(
                                                        p -> p.bucket("photos").key("a"),
                                                        RequestBody.fromString("a")));
                        assertThat(refusal.statusCode()).isEqualTo(501);
                    }
                });
    }

    @Test
    void theCertificateIsTrustedByWhoeverWantsTo() throws Exception {
        try (FakeOss cloud = FakeOss.start(CloudOptions.DEFAULT.withTls())) {
            FakeBucket bucket = cloud.createBucket("photos");
            bucket.makePublic();
            byte[] bytes = Content.generated(1, 700_000).toBytes();
            bucket.put("a", bytes);
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "stand-in",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            cloud.certificatePem().getBytes(US_ASCII))));
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, managers.getTrustManagers(), null);
            URL url = URI.create(cloud.endpoint() + "/photos/a").toURL();
            HttpsURLConnection connection = (HttpsURLConnection) url.openConnection();
            connection.setSSLSocketFactory(tls.getSocketFactory());

            assertThat(connection.getInputStream().readAllBytes()).isEqualTo(bytes);
        }
    }
}
