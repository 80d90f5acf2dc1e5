package io.ossimport.transfer.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Counts of a source in memory, in virtual time. */
class SourceCounterTest {

    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int PAGE = 100;

    private final VirtualTime time = new VirtualTime();
    private MemoryStore store = new MemoryStore("mem://source");

    private void fill(int objects) {
        store.setMaxPageSize(PAGE);
        for (int i = 0; i < objects; i++) {
            store.put(String.format("in/%03d/%05d", i % 100, i), new byte[i % 3]);
        }
    }

    private SourceCounter counter(TakeRules take) {
        return new SourceCounter(
                Jobs.job(OverwritePolicy.ALWAYS, Jobs.SMALL_PARTS, take),
                store,
                new Filter(take, Key.of("in/")),
                time::nanoTime,
                new Random(1),
                time.executor());
    }

    /** Answers each page after a while, and refuses those that are chosen. */
    private void refuse(StoreException.Kind kind, Predicate<StoreFaults.Call> which) {
        store.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        return time.after(LATENCY)
                                .thenCompose(
                                        now ->
                                                which.test(call)
                                                        ? CompletableFuture.failedFuture(
                                                                StoreException.of(
                                                                                kind,
                                                                                "list",
                                                                                store.name())
                                                                        .build())
                                                        : CompletableFuture.completedFuture(null));
                    }
                });
    }

    private void answerLate() {
        refuse(StoreException.Kind.UNKNOWN, call -> false);
    }

    private static Requests lists(long count) {
        return new Requests(count, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void everyKeyBelowThePrefixIsCountedByOneRequestAPage() {
        fill(250);
        store.put("elsewhere", new byte[1000]);
        SourceCounter counter = counter(TakeRules.ALL);
        CompletableFuture<SourceCount> count = counter.run();
        time.runUntil(1);

        assertThat(count).isCompletedWithValue(new SourceCount(250, 250, 249, true, lists(3)));
        assertThat(counter.count()).isEqualTo(count.join());
        assertThat(store.calls("list")).isEqualTo(3);
    }

    @Test
    void anEmptySourceIsCountedToo() {
        CompletableFuture<SourceCount> count = counter(TakeRules.ALL).run();
        time.runUntil(1);

        assertThat(count).isCompletedWithValue(new SourceCount(0, 0, 0, true, lists(1)));
    }

    @Test
    void whatTheFiltersLeaveOutIsListedAndNotTaken() {
        fill(300);
        FilterSpec filter =
                new FilterSpec(List.of(), List.of("007/**"), List.of(), List.of(), 2, 9, List.of());
        CompletableFuture<SourceCount> count =
                counter(new TakeRules(0, Long.MAX_VALUE, false, filter)).run();
        time.runUntil(1);

        // A third has two bytes; one of those three below 007/ is among them.
        assertThat(count).isCompletedWithValue(new SourceCount(300, 99, 198, true, lists(3)));
    }

    @Test
    void manyPagesAreListedSideBySideAndCostLittleMoreThanOneRequestEach() {
        long pages = 600;
        fill((int) pages * PAGE);
        answerLate();
        CompletableFuture<SourceCount> count = counter(TakeRules.ALL).run();
        time.runUntil(pages * 0.1 / 3); // a third of what one page after the other takes

        assertThat(count).isCompleted();
        assertThat(count.join().listed()).isEqualTo(pages * PAGE);
        assertThat(count.join().bytesTaken()).isEqualTo(pages * PAGE);
        assertThat(count.join().requests()).isEqualTo(lists(store.calls("list")));
        assertThat(store.calls("list")).isLessThan((long) (pages * 1.01) + 25);
    }

    @Test
    void aSourceThatAsksForFewerRequestsIsCountedMoreSlowly() {
        fill(5_000);
        refuse(StoreException.Kind.THROTTLED, call -> call.nth() % 5 == 0);
        CompletableFuture<SourceCount> count = counter(TakeRules.ALL).run();
        time.runUntil(600);

        assertThat(count).isCompleted();
        assertThat(count.join().listed()).isEqualTo(5_000);
        assertThat(count.join().requests()).isEqualTo(lists(store.calls("list")));
    }

    @Test
    void aSourceThatThrottlesForEverIsGivenUp() {
        fill(5_000);
        refuse(StoreException.Kind.THROTTLED, call -> call.nth() > 10);
        SourceCounter counter = counter(TakeRules.ALL);
        CompletableFuture<SourceCount> count = counter.run();
        time.runUntil(3600);

        assertThatThrownBy(count::join).hasCauseInstanceOf(StoreException.class);
        assertThat(counter.count().whole()).isFalse();
        assertThat(counter.count().listed()).isEqualTo(10 * PAGE);
        assertThat(counter.count().requests()).isEqualTo(lists(store.calls("list")));
    }

    @Test
    void aListingThatBreaksOffIsNoWholeCount() {
        fill(1_000);
        refuse(StoreException.Kind.PERMISSION_DENIED, call -> call.nth() == 4);
        SourceCounter counter = counter(TakeRules.ALL);
        CompletableFuture<SourceCount> count = counter.run();
        time.runUntil(60);

        assertThatThrownBy(count::join).hasCauseInstanceOf(StoreException.class);
        assertThat(counter.count()).isEqualTo(new SourceCount(300, 300, 300, false, lists(4)));
    }

    @Test
    void aSourceThatDoesNotListInOrderIsNotAsked() {
        Capabilities like = MemoryStore.OSS_LIKE;
        store =
                new MemoryStore(
                        "mem://unordered",
                        new Capabilities(
                                false,
                                true,
                                true,
                                like.writeChecksums(),
                                true,
                                true,
                                like.metadata(),
                                like.upload()));
        CompletableFuture<SourceCount> count = counter(TakeRules.ALL).run();
        time.runUntil(1);

        assertThatThrownBy(count::join).hasCauseInstanceOf(StoreException.class);
        assertThat(store.calls("list")).isZero();
    }

    @Test
    void nothingIsAskedOnceItIsStopped() {
        fill(1_000);
        answerLate();
        SourceCounter counter = counter(TakeRules.ALL);
        CompletableFuture<SourceCount> count = counter.run();
        time.runUntil(0.35);
        counter.stop();
        time.runUntil(60);

        assertThatThrownBy(count::join).hasCauseInstanceOf(CancellationException.class);
        assertThat(store.calls("list")).isEqualTo(4);
        assertThat(counter.count().whole()).isFalse();
    }
}
