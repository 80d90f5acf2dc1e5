package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The older official SDK for Java works against the stand-in for OSS, in both signatures. */
class OssSdkV1Test {

    private FakeOss cloud = FakeOss.start();

    @BeforeEach
    void createBucket() {
        cloud.createBucket("photos");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private OSS client(SignVersion version) {
        return client(version, cloud.secretKey(), null);
    }

    private OSS client(SignVersion version, String secretKey, @Nullable String token) {
        ClientBuilderConfiguration config = new ClientBuilderConfiguration();
        config.setSignatureVersion(version);
        config.setSLDEnabled(true);
        config.setMaxErrorRetry(0);
        return OSSClientBuilder.create()
                .endpoint(cloud.endpoint())
                .credentialsProvider(
                        new DefaultCredentialProvider(cloud.accessKeyId(), secretKey, token))
                .clientConfiguration(config)
                .region(cloud.region())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void objectsComeBackWithTheirMetadataAndCrc(SignVersion version) throws IOException {
        byte[] bytes = Content.generated(3, 200_000).toBytes();
        OSS oss = client(version);
        try {
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.setContentType("image/png");
            metadata.addUserMetadata("colour", "dark blue");
            PutObjectResult put =
                    oss.putObject("photos", "a/b c.png", new ByteArrayInputStream(bytes), metadata);
            OSSObject got = oss.getObject("photos", "a/b c.png");

            assertThat(got.getObjectContent().readAllBytes()).isEqualTo(bytes);
            assertThat(got.getObjectMetadata().getContentType()).isEqualTo("image/png");
            assertThat(got.getObjectMetadata().getUserMetadata())
                    .containsEntry("colour", "dark blue");
            assertThat(put.getServerCRC()).isEqualTo(put.getClientCRC());
            assertThat(got.getServerCRC()).isEqualTo(put.getServerCRC());
        } finally {
            oss.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void oddKeysSurviveWritingListingAndReading(SignVersion version) throws IOException {
        OSS oss = client(version);
        try {
            for (String key : OddKeys.ALL) {
                oss.putObject("photos", key, new ByteArrayInputStream(key.getBytes(UTF_8)));
            }
            List<String> listed = new ArrayList<>();
            String token = null;
            do {
                ListObjectsV2Request request =
                        new ListObjectsV2Request("photos").withMaxKeys(5).withEncodingType("url");
                request.setContinuationToken(token);
                ListObjectsV2Result page = oss.listObjectsV2(request);
                // This client leaves the decoding to its user.
                page.getObjectSummaries()
                        .forEach(o -> listed.add(URLDecoder.decode(o.getKey(), UTF_8)));
                token = page.getNextContinuationToken();
            } while (token != null);

            assertThat(listed).containsExactlyInAnyOrderElementsOf(OddKeys.ALL);
            for (String key : listed) {
                assertThat(oss.getObject("photos", key).getObjectContent().readAllBytes())
                        .isEqualTo(key.getBytes(UTF_8));
            }
        } finally {
            oss.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void multipartUploadsAreJoinedWithTheWholeCrc(SignVersion version) throws IOException {
        byte[] bytes = Content.generated(4, 250 * 1024).toBytes();
        OSS oss = client(version);
        try {
            String id =
                    oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("photos", "big"))
                            .getUploadId();
            List<PartETag> parts = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                int from = (number - 1) * 100 * 1024;
                int length = Math.min(100 * 1024, bytes.length - from);
                parts.add(
                        oss.uploadPart(
                                        new UploadPartRequest(
                                                "photos",
                                                "big",
                                                id,
                                                number,
                                                new ByteArrayInputStream(bytes, from, length),
                                                length))
                                .getPartETag());
            }
            CompleteMultipartUploadResult whole =
                    oss.completeMultipartUpload(
                            new CompleteMultipartUploadRequest("photos", "big", id, parts));

            FakeObject stored = cloud.bucket("photos").objects().values().iterator().next();
            assertThat(whole.getServerCRC()).isEqualTo(stored.crc64());
            assertThat(whole.getETag()).isEqualTo(stored.etag()).endsWith("-3");
            assertThat(oss.getObject("photos", "big").getObjectContent().readAllBytes())
                    .isEqualTo(bytes);
        } finally {
            oss.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void aWrongSecretIsRefused(SignVersion version) {
        OSS oss = client(version, "wrong", null);
        try {
            assertThatThrownBy(
                            () ->
                                    oss.putObject(
                                            "photos", "a", new ByteArrayInputStream(new byte[1])))
                    .isInstanceOfSatisfying(
                            OSSException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("SignatureDoesNotMatch"));
            assertThat(cloud.bucket("photos").objects()).isEmpty();
        } finally {
            oss.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void aSecurityTokenIsNeededWhereThereIsOne(SignVersion version) {
        cloud.close();
        cloud = FakeOss.start(CloudOptions.DEFAULT.withCredentials("ak", "sk", "the-token"));
        cloud.createBucket("photos");
        OSS with = client(version, "sk", "the-token");
        OSS without = client(version, "sk", null);
        try {
            assertThat(with.listObjectsV2("photos").getKeyCount()).isZero();
            assertThatThrownBy(() -> without.listObjectsV2("photos"))
                    .isInstanceOfSatisfying(
                            OSSException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("InvalidAccessKeyId"));
        } finally {
            with.shutdown();
            without.shutdown();
        }
    }

    @Test
    void rangesBeyondTheEndGiveTheWholeUnlessStandardBehaviourIsAskedFor() throws IOException {
        cloud.bucket("photos").put("a", "0123456789".getBytes(UTF_8));
        OSS oss = client(SignVersion.V4);
        try {
            GetObjectRequest loose = new GetObjectRequest("photos", "a");
            loose.setRange(5, 20);
            GetObjectRequest standard = new GetObjectRequest("photos", "a");
            standard.setRange(5, 20);
            standard.addHeader("x-oss-range-behavior", "standard");

            assertThat(oss.getObject(loose).getObjectContent().readAllBytes()).hasSize(10);
            assertThat(oss.getObject(standard).getObjectContent().readAllBytes())
                    .isEqualTo("56789".getBytes(UTF_8));
        } finally {
            oss.shutdown();
        }
    }

    @Test
    void namesThatOssDoesNotTakeAreRefused() {
        OSS oss = client(SignVersion.V4);
        try {
            assertThatThrownBy(
                            () ->
                                    oss.putObject(
                                            "photos", "/a", new ByteArrayInputStream(new byte[1])))
                    .isInstanceOfSatisfying(
                            OSSException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("InvalidObjectName"));
            ObjectMetadata metadata = new ObjectMetadata();
            metadata.addUserMetadata("under_score", "x");
            assertThatThrownBy(
                            () ->
                                    oss.putObject(
                                            "photos",
                                            "a",
                                            new ByteArrayInputStream(new byte[1]),
                                            metadata))
                    .isInstanceOfSatisfying(
                            OSSException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("InvalidArgument"));
        } finally {
            oss.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SignVersion.class,
            names = {"V1", "V4"})
    void aClockThatIsSixteenMinutesOffIsRefused(SignVersion version) {
        cloud.close();
        cloud = FakeOss.start(CloudOptions.DEFAULT.withClockOffset(Duration.ofMinutes(16)));
        cloud.createBucket("photos");
        OSS oss = client(version);
        try {
            assertThatThrownBy(() -> oss.listObjectsV2("photos"))
                    .isInstanceOfSatisfying(
                            OSSException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("RequestTimeTooSkewed"));
        } finally {
            oss.shutdown();
        }
    }
}
