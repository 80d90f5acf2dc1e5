package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeObject;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.RequestLog;
import io.ossimport.testkit.leak.Canary;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs from a stand-in of S3 to one of OSS, over real HTTP, with the real connectors. */
@Timeout(300)
class CloudRunTest {

    private static final int PART = 1 << 20;

    @TempDir private Path directory;
    private final FakeS3 s3 = FakeS3.start();
    private final FakeOss oss = FakeOss.start();
    private final FakeBucket from = s3.createBucket("photos");
    private final FakeBucket to = oss.createBucket("archive");

    @BeforeEach
    void fill() {
        for (int i = 0; i < 1_500; i++) {
            put("small/" + i, i, i % 3 == 0 ? 16 * 1024 : i % 700);
        }
        put("large/below", 2000, PART - 1);
        put("large/equal", 2001, PART);
        put("large/beyond", 2002, PART + 1);
        put("large/several", 2003, 5L * PART + 17);
        put("odd/a b+c%2F//./../ü\u0001🎈", 2004, 3);
    }

    @AfterEach
    void close() throws IOException {
        s3.close();
        oss.close();
        assertThat(Canary.findIn(directory)).containsExactly(directory.resolve("job.cfg"));
    }

    @Test
    void everyObjectArrivesAsItWasAndIsListedOnce() throws Exception {
        RunSummary summary = TestJob.finish(LocalRun.start(job(3)));

        assertThat(summary.state()).as(summary.toJson()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.copied()).isEqualTo(from.objects().size());
        assertThat(summary.proof().e2e() + summary.proof().transit()).isEqualTo(summary.copied());
        assertThat(TestJob.keys(job(3), 1)).containsExactlyElementsOf(from.objects().keySet());
        assertEqualBuckets();
        RequestLog requests = oss.requests();
        assertThat(s3.requests().count("HeadObject")).isZero();
        assertThat(requests.count("HeadObject")).isZero();
        assertThat(s3.requests().list()).allMatch(request -> request.method().equals("GET"));
        assertThat(requests.list()).noneMatch(request -> request.method().equals("DELETE"));
    }

    @Test
    void theRequestsThatAreCountedAreThoseThatTheCloudsSaw() throws Exception {
        RunSummary summary = TestJob.finish(LocalRun.start(job(2)));

        assertThat(summary.requests().source().sum()).isEqualTo(s3.requests().total());
        assertThat(summary.requests().destination().sum()).isEqualTo(oss.requests().total());
        assertThat(summary.requests().source().get()).isEqualTo(s3.requests().count("GetObject"));
        assertThat(summary.requests().destination().put())
                .isEqualTo(oss.requests().count("PutObject"));
    }

    @Test
    void aStoppedRunEndsWithTheSameObjectsAndOneRowEach() throws Exception {
        LocalRun first = LocalRun.start(job(2));
        first.stop();
        RunSummary stopped = TestJob.finish(first);
        LocalRun second = LocalRun.start(job(2));
        RunSummary summary = TestJob.finish(second);

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        if (stopped.state() == RunSummary.State.STOPPED) {
            assertThat(summary.listed()).isEqualTo(from.objects().size());
        }
        List<Key> listed =
                TestJob.rows(job(2), summary.run()).stream().map(Outcome::key).sorted().toList();
        assertThat(listed).containsExactlyElementsOf(from.objects().keySet());
        assertEqualBuckets();
    }

    private void assertEqualBuckets() {
        assertThat(to.objects().keySet()).isEqualTo(from.objects().keySet());
        from.objects()
                .forEach(
                        (key, object) -> {
                            FakeObject copy = Objects.requireNonNull(to.objects().get(key));
                            assertThat(copy.size()).as("%s", key).isEqualTo(object.size());
                            assertThat(copy.crc64()).as("%s", key).isEqualTo(object.crc64());
                            assertThat(copy.userMetadata())
                                    .as("%s", key)
                                    .isEqualTo(object.userMetadata());
                        });
    }

    private void put(String key, int seed, long length) {
        from.put(
                Key.of(key),
                Content.generated(seed, length),
                Map.of("content-type", "image/png", "x-amz-meta-number", "n" + seed),
                Instant.ofEpochSecond(1_700_000_000L + seed));
    }

    private JobSpec job(int movers) throws IOException {
        Path keys = directory.resolve("job.cfg");
        Files.writeString(
                keys,
                String.join(
                        "\n",
                        "srcAccessKey=" + s3.accessKeyId(),
                        "srcSecretKey=" + s3.secretKey(),
                        "destAccessKey=" + oss.accessKeyId(),
                        "destSecretKey=" + oss.secretKey(),
                        ""));
        return new JobSpec(
                "clouds",
                JobType.IMPORT,
                new StoreSpec(
                        "s3",
                        s3.endpoint(),
                        s3.region(),
                        "photos",
                        "",
                        new CredentialsSource(
                                CredentialsSource.Kind.JOB_FILE_SOURCE, keys.toString()),
                        Map.of()),
                new StoreSpec(
                        "oss",
                        oss.endpoint(),
                        oss.region(),
                        "archive",
                        "",
                        new CredentialsSource(
                                CredentialsSource.Kind.JOB_FILE_DESTINATION, keys.toString()),
                        Map.of()),
                TakeRules.ALL,
                OverwritePolicy.ALWAYS,
                new CopySettings(PART, PART, 32, 256L * PART, 5, MetadataPolicy.RENAME, 0),
                movers,
                directory.toString());
    }
}
