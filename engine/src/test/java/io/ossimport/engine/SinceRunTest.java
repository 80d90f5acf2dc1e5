package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin where an earlier one left off, and are cut and retried. */
@Timeout(300)
class SinceRunTest {

    private static final int OLD = 20;
    private static final int NEW = 500;
    private static final String REFUSED = "refused";

    @TempDir private Path directory;

    private static void put(MemoryStore store, String key, long millis) {
        store.put(Key.of(key), Content.generated(1, 10), ObjectMetadata.NONE, millis);
    }

    private static StoreFaults refusing(String key) {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return call.operation().equals("put") && call.key().equals(Key.of(key))
                        ? CompletableFuture.failedFuture(
                                StoreException.of(Kind.IMMUTABLE, "put", "memory").build())
                        : CompletableFuture.completedFuture(null);
            }
        };
    }

    @Test
    void aRunKeepsTheTimeItBeganWithWhenItIsGoneOnWithAndRetried() throws Exception {
        JobSpec all = TestJob.inMemory("since", directory, 2);
        MemoryStore from = MemoryStores.create("since-from");
        MemoryStore to = MemoryStores.create("since-to");
        for (int i = 0; i < OLD; i++) {
            put(from, "old" + i, System.currentTimeMillis() - Duration.ofHours(1).toMillis());
        }
        assertThat(TestJob.finish(LocalRun.start(all)).copied()).isEqualTo(OLD);
        for (int i = 0; i < NEW; i++) {
            put(from, "new" + i, System.currentTimeMillis());
        }

        put(from, REFUSED, System.currentTimeMillis());

        JobSpec job = all.taking(all.take().sinceEarlierRuns(Duration.ofDays(7).toMillis()));
        CompletableFuture<Void> halfway = new CompletableFuture<>();
        to.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("put") && call.nth() >= OLD + NEW / 2) {
                            halfway.complete(null);
                            return new CompletableFuture<>();
                        }
                        return refusing(REFUSED).before(call);
                    }
                });
        LocalRun cut = LocalRun.start(job);
        halfway.get(30, TimeUnit.SECONDS);
        cut.stop();
        assertThat(TestJob.finish(cut).state()).isEqualTo(State.STOPPED);
        RunRecord began = record(job, 2);
        assertThat(cut.sinceReason()).contains("when run 1 began");
        assertThat(began.sinceMillis()).isPositive();

        to.setFaults(refusing(REFUSED));
        LocalRun rest = LocalRun.resume(job, Engine.HERE);
        assertThat(rest.sinceReason()).isEqualTo(cut.sinceReason());
        RunSummary summary = TestJob.finish(rest);
        assertThat(summary.run()).isEqualTo(2);
        assertThat(summary.copied()).isEqualTo(NEW);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.skipped()).isEqualTo(OLD);
        assertThat(record(job, 2)).isEqualTo(began);
        assertThat(from.calls("listUploads")).isEqualTo(2); // one a run, none to go on with it

        to.setFaults(StoreFaults.NONE);
        LocalRun retry = LocalRun.retry(job, ReadingListener.NONE, Engine.HERE);
        assertThat(record(job, 3).sinceMillis()).isEqualTo(began.sinceMillis());
        assertThat(TestJob.finish(retry).copied()).isEqualTo(1);
        assertThat(from.calls("listUploads")).isEqualTo(2); // a retry lists nothing
        LocalRun next = LocalRun.start(job);
        assertThat(next.sinceReason()).contains("when run 2 began");
        TestJob.finish(next);
        assertThat(to.objects()).hasSize(OLD + NEW + 1);
    }

    private static RunRecord record(JobSpec job, int run) throws Exception {
        return JobFolder.of(job).readRun(run).orElseThrow();
    }
}
