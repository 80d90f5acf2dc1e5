package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before their work does, and the runs that go on with it. */
@Timeout(300)
class ResumeTest {

    private static final Duration OFTEN = Duration.ofMillis(200);

    @TempDir private Path directory;

    @Test
    void aStoppedRunIsGoneOnWithWhereItWasWhateverItsFolderIsCalled() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("my objects, 50% of 日本"));
        JobSpec job = TestJob.inMemory("stopped", odd, 2);
        MemoryStore from = TestJob.fill("stopped", 2_000);
        MemoryStore to = MemoryStores.create("stopped-to");
        Gate gate = new Gate("put", 1_001);
        to.setFaults(gate);

        LocalRun first = LocalRun.start(job);
        gate.reached().get(30, TimeUnit.SECONDS);
        first.stop();
        RunSummary stopped = TestJob.finish(first);
        assertThat(stopped.state()).isEqualTo(RunSummary.State.STOPPED);
        assertThat(stopped.listed()).isEqualTo(TestJob.rows(job, 1).size());
        assertThat(JobFolder.of(job).readSummary(1)).contains(stopped);

        gate.open();
        to.setFaults(StoreFaults.NONE);
        LocalRun second = LocalRun.start(job);
        assertThat(second.isResumed()).isTrue();
        RunSummary summary = TestJob.finish(second);

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.run()).isEqualTo(1);
        assertThat(summary.copied()).isEqualTo(2_000);
        assertThat(TestJob.keys(job, 1)).containsExactlyElementsOf(from.objects().keySet());
        assertThat(to.objects().keySet()).isEqualTo(from.objects().keySet());
        assertThat(odd.resolve("jobs/stopped/checkpoints")).doesNotExist();
    }

    @Test
    void aRunThatLacksOnlyItsSummaryIsClosedAndNothingIsCopiedAgain() throws Exception {
        JobSpec job = TestJob.inMemory("unclosed", directory, 2);
        TestJob.fill("unclosed", 500);
        MemoryStore to = MemoryStores.create("unclosed-to");
        RunSummary whole = TestJob.finish(LocalRun.start(job));
        Files.delete(JobFolder.of(job).summaryFile(1)); // as after a kill just before it
        long puts = to.calls("put");

        LocalRun again = LocalRun.resume(job, Engine.HERE);
        assertThat(again.isResumed()).isTrue();
        RunSummary closed = TestJob.finish(again);

        assertThat(closed.run()).isEqualTo(1);
        assertThat(closed.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(closed.root()).isEqualTo(whole.root());
        assertThat(closed.copied()).isEqualTo(500);
        assertThat(to.calls("put")).isEqualTo(puts);
        assertThat(JobFolder.of(job).readSummary(1)).contains(closed);
    }

    @Test
    void aRunWhoseListsAreNotWholeIsNotClosed() throws Exception {
        JobSpec job = TestJob.inMemory("unwhole", directory, 1);
        TestJob.fill("unwhole", 50);
        MemoryStores.create("unwhole-to");
        TestJob.finish(LocalRun.start(job));
        Files.delete(JobFolder.of(job).summaryFile(1));
        Files.delete(Recount.files(JobFolder.of(job).list(1, OutcomeKind.COPIED)).get(0));

        RunSummary summary = TestJob.finish(LocalRun.start(job));

        assertThat(summary.run()).isEqualTo(2);
        assertThat(summary.listed()).isEqualTo(50);
    }

    @Test
    void aRunStoppedAtOnceIsGoneOnWith() throws Exception {
        JobSpec job = TestJob.inMemory("early", directory, 2);
        TestJob.fill("early", 3_000);
        MemoryStore to = MemoryStores.create("early-to");
        to.setFaults(new Gate("put", 1)); // never opened: the work does not end before the stop
        LocalRun run = LocalRun.start(job, ReadingListener.NONE, Engine.HERE, OFTEN);
        run.stop();
        assertThat(TestJob.finish(run).state()).isEqualTo(RunSummary.State.STOPPED);

        to.setFaults(StoreFaults.NONE);
        LocalRun again = LocalRun.start(job, ReadingListener.NONE, Engine.HERE, OFTEN);
        assertThat(again.isResumed()).isTrue();
        RunSummary summary = TestJob.finish(again);

        assertThat(summary.run()).isEqualTo(1);
        assertThat(summary.copied()).isEqualTo(3_000);
    }

    @Test
    void stopsAtRandomPointsLoseNothingAndRepeatNoRow() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        JobSpec job = TestJob.inMemory("often", directory, 2);
        MemoryStore from = TestJob.fill("often", 6_000);
        MemoryStore to = MemoryStores.create("often-to");
        int stops = 0;
        RunSummary summary;
        do {
            Gate gate = new Gate("put", to.calls("put") + 1 + random.nextInt(3_000));
            to.setFaults(gate);
            LocalRun run = LocalRun.start(job, ReadingListener.NONE, Engine.HERE, OFTEN);
            assertThat(run.number()).as("seed %d", seed).isEqualTo(1);
            var unused =
                    gate.reached()
                            .thenRun(
                                    () -> {
                                        run.stop();
                                        gate.open();
                                    });
            summary = TestJob.finish(run);
            stops++;
        } while (summary.state() == RunSummary.State.STOPPED && stops < 8);
        if (summary.state() == RunSummary.State.STOPPED) {
            to.setFaults(StoreFaults.NONE);
            summary = TestJob.finish(LocalRun.start(job, ReadingListener.NONE, Engine.HERE, OFTEN));
        }

        assertThat(summary.copied()).as("seed %d", seed).isEqualTo(6_000);
        assertThat(TestJob.keys(job, 1))
                .as("seed %d", seed)
                .containsExactlyElementsOf(from.objects().keySet());
    }

    @Test
    void aJobThatAsksForSomethingElseBeginsANewRun() throws Exception {
        JobSpec job = TestJob.inMemory("other", directory, 1);
        TestJob.fill("other", 500);
        MemoryStore to = MemoryStores.create("other-to");
        Gate gate = new Gate("put", 100);
        to.setFaults(gate);
        LocalRun first = LocalRun.start(job);
        gate.reached().get(30, TimeUnit.SECONDS);
        first.stop();
        TestJob.finish(first);
        to.setFaults(StoreFaults.NONE);

        TestJob.fill("elsewhere", 3);
        JobSpec other =
                TestJob.between(
                        "other",
                        TestJob.inMemory("elsewhere", directory, 1).source(),
                        job.destination(),
                        directory,
                        1);
        LocalRun second = LocalRun.start(other);
        assertThat(second.isResumed()).isFalse();
        RunSummary summary = TestJob.finish(second);
        assertThat(summary.run()).isEqualTo(2);
        assertThat(summary.copied()).isEqualTo(3);
    }
}
