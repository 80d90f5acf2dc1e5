package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.SourceCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs that last, from a stand-in of S3 over real HTTP: its own record is the judge of what was
 * asked. They last because the destination, in memory, holds up some objects until it is told.
 */
@Isolated("sets a system property")
@Timeout(300)
class CountAheadTest {

    private static final String DELAY = "ossimport.countAfterMillis";
    private static final int OBJECTS = 2_500;
    private static final int PAGES = 3;
    private static final int SIZE = 100;

    @TempDir private Path directory;
    private final Gate gate = new Gate("put", 501);

    @BeforeEach
    void begin() {
        System.setProperty(DELAY, "1");
    }

    @AfterEach
    void end() {
        System.clearProperty(DELAY);
    }

    private Cloud s3() {
        Cloud s3 = Cloud.start(Cloud.Type.S3, CloudOptions.DEFAULT, directory);
        for (int i = 0; i < OBJECTS; i++) {
            s3.bucket().put("photo-" + i, new byte[SIZE]);
        }
        return s3;
    }

    private JobSpec job(String name, StoreSpec source, boolean countAhead) {
        MemoryStores.create(name + "-to").setFaults(gate);
        return new JobSpec(
                name,
                JobType.IMPORT,
                source,
                TestJob.memory(name + "-to"),
                TakeRules.ALL,
                OverwritePolicy.ALWAYS,
                TestJob.settings(countAhead),
                1,
                directory.toString());
    }

    private static SourceCount count(JobSpec job) throws IOException {
        return JobFolder.of(job).readCount(1).orElse(SourceCount.NONE);
    }

    private static void await(JobSpec job, Predicate<SourceCount> until) throws Exception {
        while (!until.test(count(job))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static Outlook awaitCounted(LocalRun run) throws Exception {
        Outlook outlook = Outlook.NONE;
        while (!outlook.counted()) {
            TimeUnit.MILLISECONDS.sleep(20);
            outlook = run.progress().outlook();
        }
        return outlook;
    }

    @Test
    void aRunThatLastsKnowsHowMuchThereIsAndItsBooksSayWhatThatCost() throws Exception {
        try (Cloud s3 = s3()) {
            JobSpec job = job("counted", s3.spec(), true);
            LocalRun run = LocalRun.start(job);
            Outlook outlook = awaitCounted(run);

            assertThat(outlook.totalObjects()).isEqualTo(OBJECTS);
            assertThat(outlook.totalBytes()).isEqualTo((long) OBJECTS * SIZE);
            assertThat(count(job).taken()).isEqualTo(OBJECTS);
            assertThat(count(job).requests().sum()).isEqualTo(PAGES);
            assertThat(count(job).requests().list()).isEqualTo(PAGES);

            gate.open();
            RunSummary summary = TestJob.finish(run);
            assertThat(summary.copied()).isEqualTo(OBJECTS);
            assertThat(summary.requests().source().sum()).isEqualTo(s3.requests().total());
            assertThat(run.progress().outlook()).isEqualTo(Outlook.NONE);
        }
    }

    @Test
    void aJobThatDoesNotWantItMakesNoRequestMore() throws Exception {
        gate.open();
        try (Cloud s3 = s3()) {
            JobSpec job = job("uncounted", s3.spec(), false);
            RunSummary summary = TestJob.finish(LocalRun.start(job));

            assertThat(summary.copied()).isEqualTo(OBJECTS);
            assertThat(count(job)).isEqualTo(SourceCount.NONE);
            assertThat(s3.requests().count("ListObjectsV2")).isLessThan(2 * PAGES);
            assertThat(summary.requests().source().sum()).isEqualTo(s3.requests().total());
        }
    }

    @Test
    void aRunThatIsGoneOnWithDoesNotCountAgain() throws Exception {
        try (Cloud s3 = s3()) {
            JobSpec job = job("resumed", s3.spec(), true);
            LocalRun first = LocalRun.start(job);
            await(job, SourceCount::whole);
            gate.reached().get(60, TimeUnit.SECONDS);
            first.stop();
            assertThat(TestJob.finish(first).state()).isEqualTo(RunSummary.State.STOPPED);
            SourceCount counted = count(job);
            s3.requests().reset();

            LocalRun second = LocalRun.start(job);
            Outlook outlook = awaitCounted(second);
            gate.open();
            RunSummary summary = TestJob.finish(second);

            assertThat(outlook.totalObjects()).isEqualTo(OBJECTS);
            assertThat(summary.copied()).isEqualTo(OBJECTS);
            assertThat(count(job)).isEqualTo(counted);
            assertThat(s3.requests().count("ListObjectsV2")).isLessThan(2 * PAGES);
        }
    }

    @Test
    void aSourceThatCannotBeCountedIsCopiedAllTheSame() throws Exception {
        MemoryStore from = TestJob.fill("refusing", OBJECTS);
        from.setFaults(new RefusedCount());
        JobSpec job = job("refusing", TestJob.memory("refusing-from"), true);
        LocalRun run = LocalRun.start(job);
        await(job, count -> count.requests().list() > 0);
        gate.open();
        RunSummary summary = TestJob.finish(run);

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.copied()).isEqualTo(OBJECTS);
        assertThat(summary.requests().source().list())
                .isEqualTo(from.calls("list") + from.calls("time") + from.calls("listUploads"));
        assertThat(count(job).whole()).isFalse();
    }

    /** Whoever counts may not list. */
    private static final class RefusedCount implements StoreFaults {
        @Override
        public CompletionStage<Void> before(Call call) {
            return Thread.currentThread().getName().startsWith("count-")
                    ? CompletableFuture.failedFuture(
                            StoreException.of(
                                            StoreException.Kind.PERMISSION_DENIED,
                                            call.operation(),
                                            "mem")
                                    .build())
                    : CompletableFuture.completedFuture(null);
        }
    }
}
