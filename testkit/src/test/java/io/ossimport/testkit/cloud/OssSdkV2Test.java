package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.sdk.service.oss2.OSSClient;
import com.aliyun.sdk.service.oss2.credentials.StaticCredentialsProvider;
import com.aliyun.sdk.service.oss2.exceptions.ServiceException;
import com.aliyun.sdk.service.oss2.models.CompleteMultipartUpload;
import com.aliyun.sdk.service.oss2.models.CompleteMultipartUploadRequest;
import com.aliyun.sdk.service.oss2.models.CompleteMultipartUploadResult;
import com.aliyun.sdk.service.oss2.models.GetObjectRequest;
import com.aliyun.sdk.service.oss2.models.GetObjectResult;
import com.aliyun.sdk.service.oss2.models.InitiateMultipartUploadRequest;
import com.aliyun.sdk.service.oss2.models.ListObjectsV2Request;
import com.aliyun.sdk.service.oss2.models.ListObjectsV2Result;
import com.aliyun.sdk.service.oss2.models.Part;
import com.aliyun.sdk.service.oss2.models.PutObjectRequest;
import com.aliyun.sdk.service.oss2.models.PutObjectResult;
import com.aliyun.sdk.service.oss2.models.UploadPartRequest;
import com.aliyun.sdk.service.oss2.transport.BinaryData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The newer official SDK for Java works against the stand-in for OSS. */
class OssSdkV2Test {

    private final FakeOss cloud = FakeOss.start();
    private final List<OSSClient> open = new ArrayList<>();

    @BeforeEach
    void createBucket() {
        cloud.createBucket("photos");
    }

    @AfterEach
    void stop() throws Exception {
        for (OSSClient client : open) {
            client.close();
        }
        cloud.close();
    }

    private OSSClient client(String secretKey) {
        OSSClient client =
                OSSClient.newBuilder()
                        .region(cloud.region())
                        .endpoint(cloud.endpoint())
                        .usePathStyle(true)
                        .retryMaxAttempts(1)
                        .credentialsProvider(
                                new StaticCredentialsProvider(cloud.accessKeyId(), secretKey))
                        .build();
        open.add(client);
        return client;
    }

    @Test
    void objectsComeBackWithTheirMetadataAndCrc() throws Exception {
        byte[] bytes = Content.generated(3, 200_000).toBytes();
        OSSClient oss = client(cloud.secretKey());
        PutObjectResult put =
                oss.putObject(
                        PutObjectRequest.newBuilder()
                                .bucket("photos")
                                .key("a/b c.png")
                                .contentType("image/png")
                                .metadata(Map.of("colour", "dark blue"))
                                .body(BinaryData.fromBytes(bytes))
                                .build());
        GetObjectResult got =
                oss.getObject(
                        GetObjectRequest.newBuilder().bucket("photos").key("a/b c.png").build());
        assertThat(got.body().readAllBytes()).isEqualTo(bytes);
        assertThat(got.contentType()).isEqualTo("image/png");
        assertThat(got.metadata()).containsEntry("colour", "dark blue");
        assertThat(got.hashCrc64ecma()).isEqualTo(put.hashCrc64ecma());
        got.close();
    }

    @Test
    void oddKeysSurviveWritingListingAndReading() throws Exception {
        OSSClient oss = client(cloud.secretKey());
        for (String key : OddKeys.ALL) {
            oss.putObject(
                    PutObjectRequest.newBuilder()
                            .bucket("photos")
                            .key(key)
                            .body(BinaryData.fromString(key))
                            .build());
        }
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Request.Builder request =
                    ListObjectsV2Request.newBuilder()
                            .bucket("photos")
                            .maxKeys(5L)
                            .encodingType("url");
            if (token != null) {
                request.continuationToken(token);
            }
            ListObjectsV2Result page = oss.listObjectsV2(request.build());
            page.contents().forEach(o -> listed.add(o.key()));
            token = page.nextContinuationToken();
        } while (token != null && !token.isEmpty());

        assertThat(listed).containsExactlyInAnyOrderElementsOf(OddKeys.ALL);
        for (String key : listed) {
            GetObjectResult got =
                    oss.getObject(GetObjectRequest.newBuilder().bucket("photos").key(key).build());
            assertThat(got.body().readAllBytes()).isEqualTo(key.getBytes(UTF_8));
            got.close();
        }
    }

    @Test
    void multipartUploadsAreJoinedWithTheWholeCrc() throws Exception {
        byte[] bytes = Content.generated(4, 250 * 1024).toBytes();
        OSSClient oss = client(cloud.secretKey());
        String id =
                oss.initiateMultipartUpload(
                                InitiateMultipartUploadRequest.newBuilder()
                                        .bucket("photos")
                                        .key("big")
                                        .build())
                        .initiateMultipartUpload()
                        .uploadId();
        List<Part> parts = new ArrayList<>();
        for (long number = 1; number <= 3; number++) {
            int from = (int) (number - 1) * 100 * 1024;
            byte[] part =
                    Arrays.copyOfRange(bytes, from, Math.min(from + 100 * 1024, bytes.length));
            String etag =
                    oss.uploadPart(
                                    UploadPartRequest.newBuilder()
                                            .bucket("photos")
                                            .key("big")
                                            .uploadId(id)
                                            .partNumber(number)
                                            .body(BinaryData.fromBytes(part))
                                            .build())
                            .eTag();
            parts.add(Part.newBuilder().partNumber(number).eTag(etag).build());
        }
        CompleteMultipartUploadResult whole =
                oss.completeMultipartUpload(
                        CompleteMultipartUploadRequest.newBuilder()
                                .bucket("photos")
                                .key("big")
                                .uploadId(id)
                                .completeMultipartUpload(
                                        CompleteMultipartUpload.newBuilder().parts(parts).build())
                                .build());

        FakeObject stored = cloud.bucket("photos").objects().values().iterator().next();
        assertThat(whole.hashCRC64()).isEqualTo(Long.toUnsignedString(stored.crc64()));
        assertThat(stored.bytes()).isEqualTo(bytes);
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        OSSClient oss = client("wrong");
        assertThatThrownBy(
                        () ->
                                oss.listObjectsV2(
                                        ListObjectsV2Request.newBuilder().bucket("photos").build()))
                .satisfies(
                        e -> {
                            ServiceException refusal = ServiceException.asCause(e);
                            assertThat(refusal).isNotNull();
                            assertThat(refusal.errorCode()).isEqualTo("SignatureDoesNotMatch");
                        });
    }
}
