package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs between stores in memory. */
@Timeout(300)
class LocalRunTest {

    @TempDir private Path directory;

    @Test
    void oneObjectIsMovedListedAndCounted() throws Exception {
        JobSpec job = TestJob.inMemory("one", directory, 1);
        TestJob.fill("one", 1);
        MemoryStore to = MemoryStores.create("one-to");

        RunSummary summary = TestJob.finish(LocalRun.start(job));

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.run()).isEqualTo(1);
        assertThat(summary.listed()).isEqualTo(1);
        assertThat(summary.copied()).isEqualTo(1);
        assertThat(to.objects()).hasSize(1);
        assertThat(TestJob.keys(job, 1)).containsExactly(TestJob.key(0));
        assertThat(JobFolder.of(job).readSummary(1)).contains(summary);
    }

    @Test
    void anEmptySourceIsDoneWithNothing() throws Exception {
        JobSpec job = TestJob.inMemory("empty", directory, 2);
        MemoryStores.create("empty-from");
        MemoryStores.create("empty-to");

        RunSummary summary = TestJob.finish(LocalRun.start(job));

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.listed()).isZero();
        assertThat(TestJob.rows(job, 1)).isEmpty();
    }

    @Test
    void manyObjectsOnSeveralMoversGiveOneRowEach() throws Exception {
        JobSpec job = TestJob.inMemory("many", directory, 3);
        MemoryStore from = TestJob.fill("many", 20_000);
        MemoryStore to = MemoryStores.create("many-to");

        RunSummary summary = TestJob.finish(LocalRun.start(job));

        assertThat(summary.copied()).isEqualTo(20_000);
        assertThat(to.objects().keySet()).isEqualTo(from.objects().keySet());
        assertThat(TestJob.keys(job, 1)).containsExactlyElementsOf(from.objects().keySet());
    }

    @Test
    void nothingIsLeftButTheBooks() throws Exception {
        JobSpec job = TestJob.inMemory("tidy", directory, 1);
        TestJob.fill("tidy", 10);
        MemoryStores.create("tidy-to");

        RunSummary summary = TestJob.finish(LocalRun.start(job));

        assertThat(TestJob.files(job))
                .filteredOn(file -> !file.matches("runs/1/copied/part-[-0-9a-f]+\\.csv\\.gz"))
                .containsExactly(
                        "job.json",
                        "lock",
                        "runs/1/progress.json",
                        "runs/1/run.json",
                        "runs/1/summary.json");
        assertThat(directory.resolve("jobs/tidy/checkpoints")).doesNotExist();
        assertThat(directory.resolve("jobs/tidy/tmp")).doesNotExist();
        assertThat(summary.lists()).isEqualTo(directory.resolve("jobs/tidy/runs/1").toString());
        assertThat(Files.getPosixFilePermissions(directory.resolve("jobs/tidy")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theProgressFileEndsWithTheTotalsOfTheSummary() throws Exception {
        JobSpec job = TestJob.inMemory("progress", directory, 2);
        TestJob.fill("progress", 100);
        MemoryStores.create("progress-to");

        LocalRun run = LocalRun.start(job);
        RunSummary summary = TestJob.finish(run);

        Totals last = JobFolder.of(job).readProgress(1).map(Progress::totals).orElseThrow();
        assertThat(last).isEqualTo(run.progress().totals());
        assertThat(last.copied()).isEqualTo(summary.copied()).isEqualTo(100);
        assertThat(last.inFlight()).isZero();
    }

    @Test
    void eachRunGetsTheNextNumber() throws Exception {
        JobSpec job = TestJob.inMemory("again", directory, 1);
        TestJob.fill("again", 5);
        MemoryStores.create("again-to");

        assertThat(TestJob.finish(LocalRun.start(job)).run()).isEqualTo(1);
        LocalRun second = LocalRun.start(job);
        assertThat(second.isResumed()).isFalse();
        assertThat(TestJob.finish(second).run()).isEqualTo(2);
        assertThat(TestJob.keys(job, 1)).hasSize(5);
        assertThat(TestJob.keys(job, 2)).hasSize(5);
    }

    @Test
    void aJobIsRunByOneAtATime() throws Exception {
        JobSpec job = TestJob.inMemory("lock", directory, 1);
        Gate gate = new Gate("list", 1);
        TestJob.fill("lock", 5).setFaults(gate);
        MemoryStores.create("lock-to");

        LocalRun run = LocalRun.start(job);
        assertThatThrownBy(() -> LocalRun.start(job))
                .isInstanceOf(JobRunningException.class)
                .hasMessageContaining("lock is running already");
        gate.open();
        assertThat(TestJob.finish(run).copied()).isEqualTo(5);
        assertThat(TestJob.finish(LocalRun.start(job)).run()).isEqualTo(2);
    }

    @Test
    void aStoreThatFailsAsAWholeEndsTheRunWithItsOwnException() throws Exception {
        JobSpec job = TestJob.inMemory("denied", directory, 2);
        StoreException refusal =
                StoreException.of(
                                StoreException.Kind.BAD_CREDENTIALS, "list", "memory://denied-from")
                        .code("InvalidAccessKeyId")
                        .status(403)
                        .requestId("5C3D9175")
                        .build();
        MemoryStore from = TestJob.fill("denied", 5);
        from.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        return CompletableFuture.failedFuture(refusal);
                    }
                });
        MemoryStores.create("denied-to");

        LocalRun run = LocalRun.start(job);
        assertThatThrownBy(() -> TestJob.finish(run))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(StoreException.Kind.BAD_CREDENTIALS);
                            assertThat(e).hasMessage(refusal.getMessage());
                            assertThat(e.requestId()).isEqualTo("5C3D9175");
                        });
        assertThat(from.calls("list")).isLessThanOrEqualTo(2); // not started over and over
        RunSummary summary = JobFolder.of(job).readSummary(1).orElseThrow();
        assertThat(summary.state()).isEqualTo(RunSummary.State.FAILED);
        assertThat(summary.message()).isEqualTo(refusal.getMessage());
        assertThat(directory.resolve("jobs/denied/tmp")).doesNotExist();
    }

    @Test
    void aStoreThatCannotBeOpenedEndsTheRunWithTheReason() throws Exception {
        JobSpec job = TestJob.inMemory("nowhere", directory, 1);
        LocalRun run = LocalRun.start(job);
        assertThatThrownBy(() -> TestJob.finish(run))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("nowhere-from");
    }
}
