package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One large object, half of which has arrived when the program is killed: only the other half is
 * sent by the next one. 2 GiB with {@code -Dossimport.test.largeMiB=2048}.
 */
class HalfSentObjectTest {

    private static final int MIB = 1 << 20;
    private static final int LARGE_MIB = Integer.getInteger("ossimport.test.largeMiB", 128);
    private static final int PARTS = 128;
    private static final int PART = LARGE_MIB / PARTS * MIB;
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(100));

    @TempDir private Path temp;

    @Test
    void onlyPartsThatAreOpenAreSentAfterAKill() throws Exception {
        try (Clouds clouds = Clouds.start(temp, SLOW, SLOW)) {
            FakeBucket source = clouds.s3.createBucket("videos");
            FakeBucket destination = clouds.oss.createBucket("videos-cn");
            source.put("film", Content.generated(1, (long) PARTS * PART));
            Map<String, String> job = clouds.s3ToOss(source, destination);
            job.put("multipartUploadThreshold", Integer.toString(PART));
            job.put("multipartUploadPartSize", Integer.toString(PART));
            job.put("transfersInFlight", "8");
            Path file = clouds.write("films", job);

            KillableRun first = KillableRun.start(clouds, file, "films", temp);
            assertThat(first.watchUntil(() -> parts(clouds).size() >= PARTS / 2)).isTrue();
            first.kill();
            assertThat(first.newestCheckpoint()).isPositive();
            Set<String> safe = first.safeParts();
            assertThat(safe).hasSizeGreaterThan(PARTS / 4);
            int sent = parts(clouds).size();
            long read = clouds.s3.requests().bytesRead();

            KillableRun second = KillableRun.start(clouds, file, "films", temp);
            assertThat(second.watchUntil(() -> false)).isFalse(); // it ends
            assertThat(second.end()).as(second.all()).isZero();

            List<LoggedRequest> later = parts(clouds).subList(sent, parts(clouds).size());
            Set<String> sentLater = new HashSet<>();
            later.forEach(part -> sentLater.add(part.target()));
            assertThat(sentLater).hasSameSizeAs(later).doesNotContainAnyElementsOf(safe);
            long readLater = clouds.s3.requests().bytesRead() - read;
            assertThat(readLater).isLessThanOrEqualTo((later.size() + 1L) * PART);
            assertThat(clouds.oss.requests().count("CreateMultipartUpload")).isEqualTo(1);
            assertThat(destination.openUploads()).isZero();
            FaultyJob.assertDone(clouds.workingDir(), "films", source);
            assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));
            FaultyJob.assertVerified(clouds, file, source);
            System.out.printf(
                    "%d MiB in %d parts: %d there at the kill, %d sent after it, gone on after %s%n",
                    LARGE_MIB, PARTS, sent, later.size(), second.untilRead());
        }
    }

    private static List<LoggedRequest> parts(Clouds clouds) {
        return clouds.oss.requests().list("UploadPart");
    }
}
