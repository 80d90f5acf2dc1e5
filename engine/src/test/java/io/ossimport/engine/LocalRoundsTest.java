package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of one job under one lock: what each takes, and what is kept of it. */
@Timeout(300)
class LocalRoundsTest {

    private static final RoundRules HOURLY =
            new RoundRules(Duration.ofHours(1), Duration.ofDays(7));
    private static final int OLD = 40;
    private static final String REFUSED = "refused";

    @TempDir private Path directory;

    private static long ago(Duration time) {
        return System.currentTimeMillis() - time.toMillis();
    }

    private static void put(MemoryStore store, String key, int seed, long millis) {
        store.put(Key.of(key), Content.generated(seed, 10), ObjectMetadata.NONE, millis);
    }

    private static StoreFaults refusing() {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return call.operation().equals("put") && call.key().equals(Key.of(REFUSED))
                        ? CompletableFuture.failedFuture(
                                StoreException.of(Kind.IMMUTABLE, "put", "memory").build())
                        : CompletableFuture.completedFuture(null);
            }
        };
    }

    private static RunSummary next(LocalRounds rounds) throws Exception {
        LocalRun run = rounds.next(ReadingListener.NONE);
        RunSummary summary = TestJob.finish(run);
        run.stop(); // comes too late, and does nothing
        return summary;
    }

    @Test
    void withoutALookAtTheDestinationALaterRoundTakesWhatCameAndWhatFailed() throws Exception {
        JobSpec job = TestJob.inMemory("rounds", directory, 1);
        assertThat(job.overwrite()).isEqualTo(OverwritePolicy.ALWAYS);
        MemoryStore from = MemoryStores.create("rounds-from");
        MemoryStore to = MemoryStores.create("rounds-to");
        for (int i = 0; i < OLD; i++) {
            put(from, "old" + i, i, ago(Duration.ofHours(1)));
        }
        put(from, REFUSED, 7, ago(Duration.ofHours(1)));
        to.setFaults(refusing());
        assertThatThrownBy(() -> LocalRounds.checkResumable(job))
                .isInstanceOf(NoSuchRunException.class);

        try (LocalRounds rounds = LocalRounds.open(job, HOURLY)) {
            assertThat(rounds.nextMillis()).isZero();
            RunSummary first = next(rounds);
            assertThat(first.state()).isEqualTo(State.INCOMPLETE);
            assertThat(first.copied()).isEqualTo(OLD);
            assertThat(first.round()).isEqualTo(1);
            assertThat(rounds.nextMillis()).isGreaterThan(System.currentTimeMillis());
            assertThat(rounds.nextNumber()).isEqualTo(2);
            assertThatThrownBy(() -> LocalRun.start(job)).isInstanceOf(JobRunningException.class);

            put(from, "old3", 1000, System.currentTimeMillis()); // changed
            put(from, "new", 1001, System.currentTimeMillis());
            RunSummary second = next(rounds);
            assertThat(second.copied()).isEqualTo(2);
            assertThat(second.failed()).isEqualTo(1);
            assertThat(second.listed()).isEqualTo(OLD + 2);
            assertThat(second.reasons().get(Reason.FILTERED)).isEqualTo(OLD - 1);
        }
        to.setFaults(StoreFaults.NONE);
        assertThat(TestJob.finish(LocalRun.retry(job, ReadingListener.NONE, Engine.HERE)).copied())
                .isEqualTo(1);

        try (LocalRounds rounds = LocalRounds.open(job, HOURLY)) {
            RunSummary third = next(rounds);
            assertThat(third.state()).isEqualTo(State.DONE);
            assertThat(third.run()).isEqualTo(4);
            assertThat(third.round()).isEqualTo(3);
            // what came in the second in which the round before began comes twice
            assertThat(third.copied()).isLessThanOrEqualTo(2);
            assertThat(to.objects().keySet()).isEqualTo(from.objects().keySet());
            assertThat(TestJob.keys(job, 4)).hasSize(OLD + 2).doesNotHaveDuplicates();
            JobFolder folder = JobFolder.of(job);
            assertThat(Recount.of(folder, 4).root()).isEqualTo(third.root());
            assertThat(folder.list(2, OutcomeKind.SKIPPED)).doesNotExist();
            assertThat(Recount.files(folder.list(2, OutcomeKind.COPIED))).isNotEmpty();
        }
        assertThat(RunningJob.of(JobFolder.of(job))).isEmpty();
        LocalRounds.checkResumable(job);
    }

    @Test
    void aRoundThatWasStoppedIsGoneOnWithByWhoeverOpensTheJobNext() throws Exception {
        JobSpec job = TestJob.inMemory("cut", directory, 1);
        TestJob.fill("cut", 300);
        MemoryStore to = MemoryStores.create("cut-to");
        CompletableFuture<Void> halfway = new CompletableFuture<>();
        to.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("put") && call.nth() >= 150) {
                            halfway.complete(null);
                            return new CompletableFuture<>();
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });
        try (LocalRounds rounds = LocalRounds.open(job, HOURLY)) {
            LocalRun cut = rounds.next(ReadingListener.NONE);
            halfway.join();
            cut.stop();
            assertThat(TestJob.finish(cut).state()).isEqualTo(State.STOPPED);
            assertThat(rounds.nextMillis()).isZero();
        }
        to.setFaults(StoreFaults.NONE);
        try (LocalRounds rounds = LocalRounds.open(job, HOURLY)) {
            assertThat(rounds.nextMillis()).isZero();
            LocalRun rest = rounds.next(ReadingListener.NONE);
            assertThat(rest.isResumed()).isTrue();
            RunSummary summary = TestJob.finish(rest);
            assertThat(summary.run()).isEqualTo(1);
            assertThat(summary.round()).isEqualTo(1);
            assertThat(summary.copied()).isEqualTo(300);
            assertThat(rounds.nextNumber()).isEqualTo(2);
        }
    }
}
