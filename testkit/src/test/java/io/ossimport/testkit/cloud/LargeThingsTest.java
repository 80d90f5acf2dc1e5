package io.ossimport.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Large objects and large buckets cost little. */
class LargeThingsTest {

    @Test
    void zerosBeyondFiveGibibytesHaveTheirCrcByFormula() {
        Content zeros = Content.zeros((5L << 30) + 1);
        Content small = Content.zeros(100_001);
        Content read = Content.of(new byte[100_001]);
        for (ChecksumAlgorithm algorithm :
                List.of(ChecksumAlgorithm.CRC64_XZ, ChecksumAlgorithm.CRC64_NVME)) {
            assertThat(small.checksum(algorithm)).isEqualTo(read.checksum(algorithm));
            assertThat(zeros.checksum(algorithm).isNone()).isFalse();
        }
    }

    @Test
    void aHugeObjectIsServedByRanges() throws IOException {
        try (FakeOss cloud = FakeOss.start()) {
            FakeBucket bucket = cloud.createBucket("photos");
            bucket.makePublic();
            bucket.put("huge", Content.zeros((5L << 30) + 1));
            RawHttp.Answer answer =
                    RawHttp.get(
                            cloud.endpoint(), "/photos/huge", "Range: bytes=5368709120-5368709120");
            assertThat(answer.header("content-range"))
                    .isEqualTo("bytes 5368709120-5368709120/5368709121");
            assertThat(answer.body()).isEqualTo("\0");
        }
    }

    @Test
    void recognisedBodiesAreNotKeptAndOthersAreKeptWhole() throws Exception {
        Random random = new Random(5);
        byte[] noise = new byte[3_000_000];
        random.nextBytes(noise);
        Arrays.fill(noise, 500_000, 1_500_000, (byte) 0);
        byte[] almost = Content.generated(9, 3_000_000).toBytes();
        almost[2_900_000] ^= 1;
        try (SpoolFolder folder = new SpoolFolder()) {
            for (byte[] bytes :
                    List.of(
                            noise,
                            almost,
                            new byte[2_000_000],
                            Content.generated(8, 2_000_001).toBytes(),
                            new byte[0],
                            new byte[] {1},
                            new byte[] {0})) {
                Content kept = sink(folder, bytes);
                assertThat(kept.length()).isEqualTo(bytes.length);
                assertThat(kept.toBytes()).isEqualTo(bytes);
                assertThat(kept.checksum(ChecksumAlgorithm.CRC64_XZ))
                        .isEqualTo(Content.of(bytes).checksum(ChecksumAlgorithm.CRC64_XZ));
            }
            assertThat(sink(folder, new byte[2_000_000])).isInstanceOf(ZeroContent.class);
            assertThat(sink(folder, Content.generated(8, 2_000_000).toBytes()))
                    .isInstanceOf(GeneratedContent.class);
        }
    }

    private static Content sink(SpoolFolder folder, byte[] bytes) {
        BodySink sink = new BodySink(Set.of(ChecksumAlgorithm.CRC64_XZ), folder, false);
        ByteBuf rest = Unpooled.wrappedBuffer(bytes);
        while (rest.isReadable()) {
            sink.write(rest.readSlice(Math.min(rest.readableBytes(), 10_007)));
        }
        return sink.finish();
    }

    @Test
    void partsOfGeneratedContentsMeltAgain() {
        Content whole = Content.generated(4, 300_000);
        List<Content> parts = new ArrayList<>();
        for (int from = 0; from < 300_000; from += 102_400) {
            ByteBuffer part = ByteBuffer.allocate(Math.min(102_400, 300_000 - from));
            whole.read(from, part);
            Spool spool = new Spool(new SpoolFolder());
            spool.write(part.flip());
            parts.add(spool.finish());
        }
        Content joined = JoinedContent.of(parts, Set.of(ChecksumAlgorithm.CRC64_XZ));
        assertThat(joined).isInstanceOf(GeneratedContent.class);
        assertThat(joined.toBytes()).isEqualTo(whole.toBytes());
        assertThat(joined.checksum(ChecksumAlgorithm.CRC64_XZ))
                .isEqualTo(whole.checksum(ChecksumAlgorithm.CRC64_XZ));
    }

    @Test
    void aMillionObjectsAreListedFromAnywhere() {
        FakeBucket bucket = new FakeBucket("many", "us-east-1", false);
        bucket.generate(1_000_000, KeyShape.numbered("flat/", 9, ".bin"), 100);
        assertThat(bucket.count()).isEqualTo(1_000_000);
        FakeObject one = bucket.object("flat/000999999.bin");
        assertThat(one == null ? -1 : one.bytes().length).isEqualTo(100);
        assertThat(bucket.object("flat/001000000.bin")).isNull();
        Page page =
                Page.of(
                        bucket,
                        new Page.Wish(
                                Key.of("flat/0005"),
                                Key.of("flat/000500099x"),
                                false,
                                Key.EMPTY,
                                2));
        assertThat(page.objects().stream().map(o -> o.key().toString()))
                .containsExactly("flat/000500100.bin", "flat/000500101.bin");
        assertThat(page.truncated()).isTrue();
    }
}
