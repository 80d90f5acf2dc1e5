package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The AWS SDK for Java works against the stand-in for S3, and is refused where it should be. */
class AwsSdkTest {

    /** How the SDK frames and sums bodies. */
    enum Manner {
        DEFAULT,
        WHEN_REQUIRED,
        PLAIN_BODY
    }

    private FakeS3 cloud = FakeS3.start();

    @BeforeEach
    void createBucket() {
        cloud.createBucket("photos");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private S3Client client(Manner manner) {
        return builder(manner, cloud.secretKey()).build();
    }

    private S3ClientBuilder builder(Manner manner, String secretKey) {
        S3ClientBuilder builder =
                S3Client.builder()
                        .endpointOverride(URI.create(cloud.endpoint()))
                        .region(Region.of(cloud.region()))
                        .forcePathStyle(true)
                        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                cloud.accessKeyId(), secretKey)));
        if (manner != Manner.DEFAULT) {
            builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        if (manner == Manner.PLAIN_BODY) {
            builder.serviceConfiguration(s -> s.chunkedEncodingEnabled(false));
        }
        return builder;
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void objectsComeBackWithTheirMetadata(Manner manner) {
        byte[] bytes = Content.generated(7, 300_000).toBytes();
        try (S3Client s3 = client(manner)) {
            PutObjectResponse put =
                    s3.putObject(
                            p ->
                                    p.bucket("photos")
                                            .key("a/b c.txt")
                                            .contentType("text/plain")
                                            .cacheControl("no-cache")
                                            .metadata(Map.of("colour", "dark blue")),
                            RequestBody.fromBytes(bytes));
            ResponseBytes<GetObjectResponse> got =
                    s3.getObjectAsBytes(g -> g.bucket("photos").key("a/b c.txt"));

            assertThat(got.asByteArray()).isEqualTo(bytes);
            assertThat(got.response().eTag()).isEqualTo(put.eTag());
            assertThat(got.response().contentType()).isEqualTo("text/plain");
            assertThat(got.response().cacheControl()).isEqualTo("no-cache");
            assertThat(got.response().metadata()).containsEntry("colour", "dark blue");
            assertThat(got.response().contentEncoding()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void oddKeysSurviveWritingListingAndReading(Manner manner) {
        try (S3Client s3 = client(manner)) {
            for (String key : OddKeys.ALL) {
                s3.putObject(p -> p.bucket("photos").key(key), RequestBody.fromString(key));
            }
            List<String> listed =
                    s3
                            .listObjectsV2Paginator(
                                    l -> l.bucket("photos").maxKeys(5).encodingType("url"))
                            .contents()
                            .stream()
                            .map(S3Object::key)
                            .toList();

            assertThat(listed).containsExactlyInAnyOrderElementsOf(OddKeys.ALL);
            for (String key : listed) {
                assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key(key)).asUtf8String())
                        .isEqualTo(key);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void multipartUploadsAreJoined(Manner manner) {
        byte[] bytes = Content.generated(9, 12 << 20).toBytes();
        try (S3Client s3 = client(manner)) {
            String id = s3.createMultipartUpload(c -> c.bucket("photos").key("big")).uploadId();
            List<CompletedPart> parts = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                int n = number;
                byte[] part =
                        Arrays.copyOfRange(
                                bytes, (n - 1) * (5 << 20), Math.min(n * (5 << 20), bytes.length));
                UploadPartResponse answer =
                        s3.uploadPart(
                                u -> u.bucket("photos").key("big").uploadId(id).partNumber(n),
                                RequestBody.fromBytes(part));
                parts.add(
                        CompletedPart.builder()
                                .partNumber(n)
                                .eTag(answer.eTag())
                                .checksumCRC32(answer.checksumCRC32())
                                .checksumCRC64NVME(answer.checksumCRC64NVME())
                                .build());
            }
            assertThat(s3.listParts(l -> l.bucket("photos").key("big").uploadId(id)).parts())
                    .hasSize(3);
            String etag =
                    s3.completeMultipartUpload(
                                    c ->
                                            c.bucket("photos")
                                                    .key("big")
                                                    .uploadId(id)
                                                    .multipartUpload(m -> m.parts(parts)))
                            .eTag();

            assertThat(etag).endsWith("-3\"");
            assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key("big")).asByteArray())
                    .isEqualTo(bytes);
            assertThat(cloud.bucket("photos").openUploads()).isZero();
        }
    }

    @Test
    void aWholeChecksumIsComparedWhenTheUploadIsCompleted() {
        try (S3Client s3 = client(Manner.WHEN_REQUIRED)) {
            String id =
                    s3.createMultipartUpload(
                                    c ->
                                            c.bucket("photos")
                                                    .key("big")
                                                    .checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                                                    .checksumType(ChecksumType.FULL_OBJECT))
                            .uploadId();
            UploadPartResponse part =
                    s3.uploadPart(
                            u -> u.bucket("photos").key("big").uploadId(id).partNumber(1),
                            RequestBody.fromString("123456789"));
            assertThat(part.checksumCRC64NVME()).isEqualTo("rosUhgp5mIg=");
            CompletedPart named = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();

            assertThatThrownBy(
                            () ->
                                    s3.completeMultipartUpload(
                                            c ->
                                                    c.bucket("photos")
                                                            .key("big")
                                                            .uploadId(id)
                                                            .checksumCRC64NVME("AAAAAAAAAAA=")
                                                            .checksumType(ChecksumType.FULL_OBJECT)
                                                            .multipartUpload(m -> m.parts(named))))
                    .isInstanceOf(S3Exception.class)
                    .hasMessageContaining("did not match");
            assertThat(
                            s3.completeMultipartUpload(
                                            c ->
                                                    c.bucket("photos")
                                                            .key("big")
                                                            .uploadId(id)
                                                            .checksumCRC64NVME("rosUhgp5mIg=")
                                                            .checksumType(ChecksumType.FULL_OBJECT)
                                                            .multipartUpload(m -> m.parts(named)))
                                    .checksumCRC64NVME())
                    .isEqualTo("rosUhgp5mIg=");
        }
    }

    @Test
    void aStoredChecksumComesOnlyWhenAskedForAndOnlyWithTheWholeObject() {
        cloud.bucket("photos").put("a", "123456789".getBytes(UTF_8));
        try (S3Client s3 = client(Manner.WHEN_REQUIRED)) {
            assertThat(
                            s3.getObjectAsBytes(
                                            g ->
                                                    g.bucket("photos")
                                                            .key("a")
                                                            .checksumMode(ChecksumMode.ENABLED))
                                    .response()
                                    .checksumCRC64NVME())
                    .isEqualTo("rosUhgp5mIg=");
            assertThat(
                            s3.getObjectAsBytes(g -> g.bucket("photos").key("a"))
                                    .response()
                                    .checksumCRC64NVME())
                    .isNull();
            ResponseBytes<GetObjectResponse> range =
                    s3.getObjectAsBytes(
                            g ->
                                    g.bucket("photos")
                                            .key("a")
                                            .range("bytes=2-4")
                                            .checksumMode(ChecksumMode.ENABLED));
            assertThat(range.asUtf8String()).isEqualTo("345");
            assertThat(range.response().contentRange()).isEqualTo("bytes 2-4/9");
            assertThat(range.response().checksumCRC64NVME()).isNull();
        }
    }

    @Test
    void aWrongSecretIsRefused() {
        try (S3Client s3 = builder(Manner.DEFAULT, "wrong").build()) {
            assertThatThrownBy(
                            () ->
                                    s3.putObject(
                                            p -> p.bucket("photos").key("a"),
                                            RequestBody.fromString("a")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(403);
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("SignatureDoesNotMatch");
                            });
            assertThat(cloud.bucket("photos").objects()).isEmpty();
        }
    }

    @Test
    void aMissingObjectAndAChangedOneAreToldApart() {
        cloud.bucket("photos").put("a", new byte[1]);
        try (S3Client s3 = client(Manner.DEFAULT)) {
            assertThatThrownBy(() -> s3.getObject(g -> g.bucket("photos").key("none")))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThatThrownBy(() -> s3.headObject(g -> g.bucket("photos").key("none")))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThatThrownBy(
                            () ->
                                    s3.getObject(
                                            g -> g.bucket("photos").key("a").ifMatch("\"other\"")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
            assertThatThrownBy(
                            () ->
                                    s3.putObject(
                                            p -> p.bucket("photos").key("a").ifNoneMatch("*"),
                                            RequestBody.fromString("a")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        }
    }

    @Test
    void aSessionTokenMustBeTheRightOne() {
        cloud.close();
        cloud = FakeS3.start(CloudOptions.DEFAULT.withCredentials("ak", "sk", "the-token"));
        cloud.createBucket("photos");
        Map<String, Boolean> accepted = new TreeMap<>();
        for (String token : List.of("the-token", "another")) {
            try (S3Client s3 =
                    builder(Manner.DEFAULT, "sk")
                            .credentialsProvider(
                                    StaticCredentialsProvider.create(
                                            AwsSessionCredentials.create("ak", "sk", token)))
                            .build()) {
                try {
                    s3.listObjectsV2(l -> l.bucket("photos"));
                    accepted.put(token, true);
                } catch (S3Exception e) {
                    accepted.put(token, false);
                }
            }
        }
        assertThat(accepted).isEqualTo(Map.of("the-token", true, "another", false));
    }

    @Test
    void commonPrefixesAreListedOnceEach() {
        for (int i = 0; i < 30; i++) {
            cloud.bucket("photos").put("y" + i % 3 + "/" + i, new byte[0]);
        }
        cloud.bucket("photos").put("top", new byte[0]);
        try (S3Client s3 = client(Manner.DEFAULT)) {
            List<String> prefixes =
                    s3
                            .listObjectsV2Paginator(
                                    l -> l.bucket("photos").delimiter("/").maxKeys(1))
                            .commonPrefixes()
                            .stream()
                            .map(p -> p.prefix())
                            .toList();
            assertThat(prefixes).containsExactly("y0/", "y1/", "y2/");
            assertThat(
                            s3
                                    .listObjectsV2Paginator(
                                            l -> l.bucket("photos").startAfter("y1/5").maxKeys(2))
                                    .contents()
                                    .stream()
                                    .map(S3Object::key))
                    .startsWith("y1/7", "y2/11");
        }
    }
}
