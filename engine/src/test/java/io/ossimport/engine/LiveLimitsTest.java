package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.limit.LimitRule;
import io.ossimport.transfer.limit.LimitRules;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits that are set and changed while three movers are at it. */
@Timeout(300)
class LiveLimitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OBJECTS = 3_000;

    @TempDir private Path directory;

    private static LimitRules always(LimitRule rule) {
        return LimitRules.none(ZoneOffset.UTC).with(rule);
    }

    /** Answers a while later, and counts the calls of an operation that are under way. */
    private static final class UnderWay implements StoreFaults {
        private static final Executor A_WHILE_LATER =
                CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS);
        private final String operation;
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        UnderWay(String operation) {
            this.operation = operation;
        }

        @Override
        public CompletionStage<Void> before(Call call) {
            if (!call.operation().equals(operation)) {
                return CompletableFuture.completedFuture(null);
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return CompletableFuture.runAsync(now::decrementAndGet, A_WHILE_LATER);
        }
    }

    @Test
    void aLimitHoldsFromTheBeginningAndUntilItIsTakenBack() throws Exception {
        JobSpec job = TestJob.inMemory("limited", directory, 3);
        TestJob.fill("limited", OBJECTS);
        MemoryStore to = MemoryStores.create("limited-to");
        UnderWay puts = new UnderWay("put");
        to.setFaults(puts);
        JobFolder folder = JobFolder.of(job);
        folder.writeLimits(always(new LimitRule(null, null, 2)));

        LocalRun run = LocalRun.start(job);
        await(() -> to.objects().size() > 100);
        assertThat(puts.most.get()).isLessThanOrEqualTo(2);

        folder.removeLimits();
        RunSummary summary = TestJob.finish(run);

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.copied()).isEqualTo(OBJECTS);
        assertThat(puts.most.get()).isGreaterThan(2);
    }

    @Test
    void aBandwidthOfNearlyNothingIsLiftedWhileAllWaitForIt() throws Exception {
        JobSpec job = TestJob.inMemory("lifted", directory, 3);
        TestJob.fill("lifted", OBJECTS);
        MemoryStore to = MemoryStores.create("lifted-to");
        JobFolder folder = JobFolder.of(job);
        folder.writeLimits(always(new LimitRule(3L, null, null)));

        LocalRun run = LocalRun.start(job);
        await(() -> run.progress().totals().waits().limits() > 0);
        assertThat(to.objects()).hasSizeLessThan(OBJECTS);

        folder.writeLimits(always(new LimitRule(0L, null, null)));

        assertThat(TestJob.finish(run).copied()).isEqualTo(OBJECTS);
    }

    @Test
    void rulesThatCannotBeReadLeaveTheLastOnesInForce() throws Exception {
        JobSpec job = TestJob.inMemory("mistaken", directory, 3);
        TestJob.fill("mistaken", OBJECTS);
        MemoryStore to = MemoryStores.create("mistaken-to");
        JobFolder folder = JobFolder.of(job);
        folder.writeLimits(always(new LimitRule(3L, null, null)));

        LocalRun run = LocalRun.start(job);
        await(() -> run.progress().totals().waits().limits() > 0);
        Files.writeString(folder.controlFile(), "{");
        TimeUnit.SECONDS.sleep(2); // some four looks
        assertThat(to.objects()).hasSizeLessThan(OBJECTS);
        assertThat(run.done().toCompletableFuture()).isNotDone();

        folder.removeLimits();

        assertThat(TestJob.finish(run).copied()).isEqualTo(OBJECTS);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long begun = System.nanoTime();
        while (!condition.holds()) {
            assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
