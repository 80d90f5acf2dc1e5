package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.Waits;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the 8 places for transfers wait for, where one thing is slower than all others. */
class WaitsTest {

    private static final int PLACES = 8;
    private static final int SIZE = 10_000;
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final Random random = new Random(3);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final ListedObject object = listed();
    private int left;

    private CopyContext context(long bandwidth) {
        CopySettings settings =
                new CopySettings(
                        1 << 20, 1 << 20, PLACES, 1 << 30, 3, MetadataPolicy.RENAME, bandwidth);
        CopyContext[] context = new CopyContext[1];
        context[0] =
                new CopyContext(
                        Jobs.job(OverwritePolicy.ALWAYS, settings, TakeRules.ALL),
                        new ThrottledStore(source, time::nanoTime, random, time.executor()),
                        new ThrottledStore(destination, time::nanoTime, random, time.executor()),
                        time.clock(),
                        time::nanoTime,
                        random,
                        () -> next(context[0]),
                        error -> {
                            throw new AssertionError(error);
                        },
                        time.executor());
        return context[0];
    }

    private @Nullable ObjectCopy next(CopyContext context) {
        if (left == 0) {
            return null;
        }
        left--;
        return new ObjectCopy(
                context, object, Key.of("out/" + left), Reason.NEW, null, outcomes::add);
    }

    private ListedObject listed() {
        source.put("in/a", new byte[SIZE]);
        return source.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 1))
                .toCompletableFuture()
                .join()
                .objects()
                .get(0);
    }

    private StoreFaults answersAfter(Duration latency) {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return time.after(latency);
            }
        };
    }

    private StoreFaults takes(double perSecond) {
        SimulatedStore quota = new SimulatedStore(time, perSecond, 0.05, Duration.ZERO);
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return time.after(QUICK)
                        .thenCompose(
                                now ->
                                        quota.takes()
                                                ? CompletableFuture.completedFuture(null)
                                                : CompletableFuture.failedFuture(
                                                        SimulatedStore.throttledError()));
            }
        };
    }

    /** The waits of twenty moments, while there is more to copy than can be. */
    private Waits watch(CopyContext context) {
        left = 1_000_000;
        context.wake();
        Waits sum = Waits.NONE;
        for (int moment = 1; moment <= 20; moment++) {
            time.runUntil(30 + 0.37 * moment);
            sum = sum.plus(context.waits(false));
        }
        assertThat(outcomes).isNotEmpty();
        return sum;
    }

    @Test
    void allWaitForASlowSource() {
        source.setFaults(answersAfter(SLOW));
        destination.setFaults(answersAfter(QUICK));
        Waits waits = watch(context(0));

        assertThat(waits.source()).isGreaterThan(19 * PLACES);
        assertThat(waits.plus(new Waits(0, -waits.source(), -waits.destination(), 0, 0, 0)))
                .isEqualTo(Waits.NONE);
    }

    @Test
    void allWaitForASlowDestination() {
        source.setFaults(answersAfter(QUICK));
        destination.setFaults(answersAfter(SLOW));
        Waits waits = watch(context(0));

        assertThat(waits.destination()).isGreaterThan(19 * PLACES);
    }

    @Test
    void mostWaitForTheBandwidthThatTheUserAllows() {
        source.setFaults(answersAfter(QUICK));
        destination.setFaults(answersAfter(QUICK));
        Waits waits = watch(context(10L * SIZE));

        assertThat(waits.limits()).isGreaterThan(15 * PLACES);
    }

    @Test
    void mostAreHeldBackWhereAStoreThrottles() {
        source.setFaults(takes(5));
        destination.setFaults(answersAfter(QUICK));
        Waits atSource = watch(context(0));
        assertThat(atSource.sourceThrottling()).isGreaterThan(15 * PLACES);
        assertThat(atSource.destinationThrottling()).isZero();
    }

    @Test
    void mostAreHeldBackWhereTheDestinationThrottles() {
        source.setFaults(answersAfter(QUICK));
        destination.setFaults(takes(5));
        Waits atDestination = watch(context(0));
        assertThat(atDestination.destinationThrottling()).isGreaterThan(15 * PLACES);
        assertThat(atDestination.sourceThrottling()).isZero();
    }

    @Test
    void freePlacesWaitForTheListingWhereMoreWillBeListed() {
        CopyContext context = context(0);

        assertThat(context.waits(true)).isEqualTo(new Waits(PLACES, 0, 0, 0, 0, 0));
        assertThat(context.waits(false)).isEqualTo(Waits.NONE);
    }
}
