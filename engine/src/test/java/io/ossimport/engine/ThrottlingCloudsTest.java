package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.KeyShape;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of 503 and an unknown quota, from a stand-in of S3 to one of OSS, over real HTTP. The
 * storm lasts for as long as {@code -Dossimport.test.stormSeconds} says.
 */
@Timeout(600)
class ThrottlingCloudsTest {

    private static final long STORM_SECONDS = Long.getLong("ossimport.test.stormSeconds", 3);
    private static final CloudOptions OPTIONS = CloudOptions.DEFAULT.withCountsOnly();

    @TempDir private Path folder;
    private Cloud s3;
    private Cloud oss;
    private Mover mover;
    private ObjectStore source;
    private ObjectStore destination;
    private long copied;

    @BeforeEach
    void start() throws Exception {
        s3 = Cloud.start(Cloud.Type.S3, OPTIONS, folder);
        oss = Cloud.start(Cloud.Type.OSS, OPTIONS.withDiscardedBodies(), folder);
        source = s3.open();
        destination = oss.open();
        CopySettings settings =
                new CopySettings(1 << 20, 1 << 20, 64, 64 << 20, 5, MetadataPolicy.RENAME, 0);
        JobSpec job = Moved.job(TakeRules.ALL, settings);
        mover = new Mover(job, source, destination, Totals.ZERO, null, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        mover.close();
        source.close();
        destination.close();
        s3.close();
        oss.close();
    }

    /** Copies until so many are done, or all. */
    private void copyUntil(long done) throws Exception {
        while (copied < done && mover.failure() == null) {
            mover.available().get(60, TimeUnit.SECONDS);
            for (Outcome next = mover.poll(); next != null; next = mover.poll()) {
                assertThat(next.kind()).as("%s", next).isEqualTo(OutcomeKind.COPIED);
                assertThat(next.attempts()).isEqualTo(1);
                copied++;
            }
        }
        assertThat(mover.failure()).isNull();
    }

    private void begin(long objects) {
        s3.bucket().generate(objects, KeyShape.numbered("k/", 10, ""), index -> 100);
        mover.take(RangeProgress.begin(KeyRange.ALL));
    }

    @Test
    void aStormFailsNoObjectAndCostsFewRequestsAfterwards() throws Exception {
        int objects = 12_000;
        begin(objects);
        copyUntil(3_000);
        oss.faults().on("*").share(0.8).status(503, "ServiceUnavailable");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STORM_SECONDS);
        while (System.nanoTime() < end) {
            Thread.sleep(20);
            copyUntil(0);
            for (Outcome next = mover.poll(); next != null; next = mover.poll()) {
                assertThat(next.kind()).as("%s", next).isEqualTo(OutcomeKind.COPIED);
                copied++;
            }
        }
        long refused = oss.faults().hits();
        oss.faults().clear();
        long copiedBefore = copied;
        long requestsBefore = s3.requests().total() + oss.requests().total();

        copyUntil(objects);

        long after = s3.requests().total() + oss.requests().total() - requestsBefore;
        System.out.printf(
                "storm of %d s: %d refused, %d copied in it; afterwards %d requests for %d objects%n",
                STORM_SECONDS, refused, copiedBefore - 3_000, after, objects - copiedBefore);
        assertThat(refused).isPositive();
        assertThat(oss.bucket().objects()).hasSize(objects);
        assertThat(after).isLessThanOrEqualTo((long) (1.3 * 2 * (objects - copiedBefore)));
    }

    // That it is also held at nearly all of it is measured by bench, where nothing else runs.
    @Test
    void aQuotaThatNobodySaidIsFoundAndKept() throws Exception {
        begin(4_000);
        oss.faults()
                .on("*")
                .beyond(1000, 0.05)
                .status(503, "QpsLimitExceeded", Map.of("x-oss-qos-delay-time", "50"));

        copyUntil(4_000);

        assertThat(oss.bucket().objects()).hasSize(4_000);
        assertThat(oss.faults().hits()).isLessThan(1_200);
        assertThat(oss.requests().total()).isLessThan(4_000 + 1_300);
    }

    // As Amazon S3 has them:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
    @Test
    void prefixesWithQuotasOfTheirOwnAreKept() throws Exception {
        begin(4_000);
        for (String prefix : List.of("k/0000000", "k/0000001", "k/0000002", "k/0000003")) {
            s3.faults()
                    .on("GetObject")
                    .where(key -> key.startsWith(Key.of(prefix)))
                    .beyond(500, 0.05)
                    .status(503, "SlowDown");
        }

        copyUntil(4_000);

        assertThat(oss.bucket().objects()).hasSize(4_000);
        assertThat(s3.faults().hits()).isBetween(1L, 1_200L);
    }
}
