package io.ossimport.connectors.s3;

import static io.ossimport.testkit.store.StoreCalls.await;
import static io.ossimport.testkit.store.StoreCalls.awaitFailure;
import static io.ossimport.testkit.store.StoreCalls.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.PageTrick;
import io.ossimport.testkit.store.BodyCollector;
import io.ossimport.testkit.store.StoreCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that lie: each ends in an error, or in checksums that differ; none in silence. */
class S3FaultsTest {

    private static final int SIZE = 10_000;
    private static final Key KEY = Key.of("a");

    private FakeS3 s3;
    private FakeBucket bucket;
    private ObjectStore store;
    private ListedObject version;
    private final byte[] bytes = Content.generated(1, SIZE).toBytes();

    @BeforeEach
    void start() throws Exception {
        s3 = FakeS3.start();
        bucket = s3.createBucket("photos");
        bucket.put("a", bytes);
        store = S3Stores.open(s3, "photos", Map.of("checksums", "nvme", "minProgressWindow", "1"));
        version = new StoreCalls(store).listed(KEY);
    }

    @AfterEach
    void stop() {
        store.close();
        s3.close();
    }

    private StoreException failure(@Nullable ByteRange range, Kind... kinds) throws Exception {
        return awaitFailure(
                store.read(new ReadRequest(version, range))
                        .thenCompose(read -> BodyCollector.collect(read.body())),
                kinds);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 9999})
    void aTruncatedBodyIsAnError(long at) throws Exception {
        s3.faults().on("GetObject").truncateBodyAt(at);
        failure(null, Kind.CONTENT_INCOMPLETE, Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 9999})
    void aBodyThatIsTruncatedAndChunkedIsAnError(long at) throws Exception {
        s3.faults().on("GetObject").truncateChunkedBodyAt(at);
        failure(null, Kind.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void anOverLongBodyIsAnError(int more) throws Exception {
        s3.faults().on("GetObject").longerBody(more);
        failure(null, Kind.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-9999, -1, 1, 100})
    void aWrongLengthIsAnError(long difference) throws Exception {
        s3.faults().on("GetObject").wrongContentLength(difference);
        failure(null, Kind.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 39_999, 79_999})
    void aFlippedBitIsToldByTheStoredChecksum(long bit) throws Exception {
        s3.faults().on("GetObject").flipBit(bit);
        ObjectRead read = await(store.read(new ReadRequest(version, null)));
        byte[] came = await(BodyCollector.collect(read.body()));
        assertThat(read.checksums())
                .contains(Content.of(bytes).checksum(ChecksumAlgorithm.CRC64_NVME))
                .doesNotContain(Content.of(came).checksum(ChecksumAlgorithm.CRC64_NVME))
                .doesNotContain(Content.of(came).checksum(ChecksumAlgorithm.MD5));
    }

    @Test
    void anotherEtagIsAnotherVersion() throws Exception {
        s3.faults().on("GetObject").wrongEtag();
        failure(null, Kind.CHANGED);
        s3.faults().on("GetObject").wrongEtag();
        failure(new ByteRange(10, 10), Kind.CHANGED);
        s3.faults().on("GetObject").header("ETag", "");
        failure(null, Kind.BAD_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 100})
    void aShiftedRangeIsAnError(long shift) throws Exception {
        s3.faults().on("GetObject").contentRangeShift(shift);
        failure(new ByteRange(100, 200), Kind.BAD_ANSWER);
    }

    @Test
    void aRangeThatIsIgnoredOrNotSaidIsAnError() throws Exception {
        s3.faults().on("GetObject").ignoreRange();
        failure(new ByteRange(0, 200), Kind.BAD_ANSWER);
        s3.faults().on("GetObject").header("Content-Range", "");
        failure(new ByteRange(0, 200), Kind.BAD_ANSWER);
        s3.faults().on("GetObject").header("Content-Range", "bytes 0-199/10001");
        failure(new ByteRange(0, 200), Kind.BAD_ANSWER);
    }

    @Test
    void aSilentServerIsAnErrorAfterAWhile() throws Exception {
        s3.faults().on("GetObject").stallAt(5000);
        failure(null, Kind.UNAVAILABLE, Kind.CONTENT_INCOMPLETE);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        s3.faults().on("GetObject").redirect(307, "http://127.0.0.1:1/elsewhere");
        failure(null, Kind.WRONG_ENDPOINT);
        assertThat(s3.requests().count("GetObject")).isEqualTo(1);
    }

    @Test
    void theStoresWishToWaitIsPassedOn() throws Exception {
        s3.faults().on("GetObject").status(503, "SlowDown", Map.of("Retry-After", "7"));
        assertThat(failure(null, Kind.THROTTLED).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @EnumSource(
            value = PageTrick.class,
            names = {"CUT_XML", "EXTERNAL_ENTITY"})
    void aBrokenPageIsAnErrorAndNoShortPage(PageTrick trick) throws Exception {
        s3.faults().on("ListObjectsV2").page(trick);
        awaitFailure(store.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 10)), Kind.BAD_ANSWER);
    }

    @Test
    void aTruncatedPageIsAnError() throws Exception {
        s3.faults().on("ListObjectsV2").truncateBodyAt(300);
        awaitFailure(
                store.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 10)),
                Kind.CONTENT_INCOMPLETE,
                Kind.UNAVAILABLE);
    }

    @Test
    void aPutThatArrivedChangedIsToldByItsChecksum() throws Exception {
        s3.faults().on("PutObject").wrongCrc();
        PutRequest request = new PutRequest(Key.of("b"), SIZE, ObjectMetadata.NONE, false);
        Written written = await(store.put(request, body(bytes)));
        assertThat(written.checksums())
                .doesNotContain(Content.of(bytes).checksum(ChecksumAlgorithm.CRC64_NVME));
    }

    @Test
    void aCompletionThatFailsWithin200OrWithAnotherChecksumIsAnError() throws Exception {
        Upload upload =
                await(
                        store.openUpload(
                                new PutRequest(Key.of("b"), SIZE, ObjectMetadata.NONE, false)));
        Checksum whole = Content.of(bytes).checksum(ChecksumAlgorithm.CRC64_NVME);
        Written part = await(store.writePart(upload, 1, 0, body(bytes)));
        List<UploadedPart> parts = List.of(new UploadedPart(1, SIZE, part.etag(), whole));

        s3.faults().on("CompleteMultipartUpload").errorInside("InternalError");
        awaitFailure(store.completeUpload(upload, parts, whole), Kind.UNAVAILABLE);
        Checksum other = Content.of(new byte[1]).checksum(ChecksumAlgorithm.CRC64_NVME);
        awaitFailure(store.completeUpload(upload, parts, other), Kind.CHECKSUM_MISMATCH);
        assertThat(bucket.object("b")).isNull();
        assertThat(await(store.completeUpload(upload, parts, whole)).checksums()).contains(whole);
    }

    @Test
    void aWrongClockIsPutRightByTheStores() throws Exception {
        try (FakeS3 ahead =
                FakeS3.start(CloudOptions.DEFAULT.withClockOffset(Duration.ofHours(1)))) {
            ahead.createBucket("photos").put("a", bytes);
            try (ObjectStore skewed = S3Stores.open(ahead, "photos", Map.of())) {
                assertThat(new StoreCalls(skewed).read(KEY)).isEqualTo(bytes);
            }
            assertThat(ahead.requests().count("ListObjectsV2")).isEqualTo(2);
            assertThat(ahead.requests().count("GetObject")).isEqualTo(1);
        }
    }

    @Test
    void theBucketsRegionIsLearnedFromTheErrorOnce() throws Exception {
        bucket.moveTo("eu-central-1");
        s3.requests().reset();
        assertThat(new StoreCalls(store).read(KEY)).isEqualTo(bytes);
        assertThat(s3.requests().count("GetObject")).isEqualTo(1);
        assertThat(s3.requests().total()).isEqualTo(3);
    }

    @Test
    void aWrongKeyIsSaidSo() throws Exception {
        Credentials wrong =
                new Credentials(s3.accessKeyId(), Secret.of("canary-wrong"), Secret.NONE);
        try (ObjectStore refused =
                S3Stores.open(s3.endpoint(), s3.region(), "photos", wrong, Map.of())) {
            StoreException failure =
                    awaitFailure(
                            refused.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 10)),
                            Kind.BAD_CREDENTIALS);
            assertThat(failure.code()).isEqualTo("SignatureDoesNotMatch");
            assertThat(failure.toString()).doesNotContain("canary");
        }
    }
}
