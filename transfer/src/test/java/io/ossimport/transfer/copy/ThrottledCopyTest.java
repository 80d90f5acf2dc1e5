package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of many objects while stores throttle, in virtual time. */
class ThrottledCopyTest {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final CopySettings COPY =
            new CopySettings(1 << 20, 1 << 20, 64, 1 << 30, 3, MetadataPolicy.RENAME, 0);

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final Random random = new Random(3);
    private final List<Outcome> outcomes = new ArrayList<>();
    private final CopyContext context =
            new CopyContext(
                    Jobs.job(OverwritePolicy.ALWAYS, COPY, TakeRules.ALL),
                    new ThrottledStore(source, time::nanoTime, random, time.executor()),
                    new ThrottledStore(destination, time::nanoTime, random, time.executor()),
                    time.clock(),
                    time::nanoTime,
                    random,
                    this::nextCopy,
                    error -> {
                        throw new AssertionError(error);
                    },
                    time.executor());
    private int left;
    private @Nullable ListedObject original;

    private @Nullable ObjectCopy nextCopy() {
        ListedObject object = original;
        if (left == 0 || object == null) {
            return null;
        }
        left--;
        return new ObjectCopy(
                context, object, Key.of("out/" + left), Reason.NEW, null, outcomes::add);
    }

    private void begin(int objects) {
        left = objects;
        context.wake();
    }

    @BeforeEach
    void listOriginal() throws Exception {
        source.put("in/a", new byte[10]);
        original =
                source.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 1))
                        .toCompletableFuture()
                        .get()
                        .objects()
                        .get(0);
    }

    private StoreFaults faults(BooleanSupplier throttles) {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                CompletableFuture<Void> arrived = new CompletableFuture<>();
                time.later(
                        LATENCY,
                        () -> {
                            if (throttles.getAsBoolean()) {
                                arrived.completeExceptionally(SimulatedStore.throttledError());
                            } else {
                                arrived.complete(null);
                            }
                        });
                return arrived;
            }
        };
    }

    @Test
    void aStormOfAMinuteFailsNoObjectAndCostsFewRequests() {
        source.setFaults(faults(() -> false));
        destination.setFaults(
                faults(
                        () ->
                                time.seconds() > 5
                                        && time.seconds() < 65
                                        && random.nextDouble() < 0.8));
        begin(40_000);

        time.runUntil(130);

        assertThat(outcomes).hasSize(40_000);
        assertThat(outcomes).allMatch(o -> o.kind() == OutcomeKind.COPIED && o.attempts() == 1);
        assertThat(source.calls("read") + destination.calls("put"))
                .isLessThan((long) (2 * 40_000 * 1.05));
    }

    @Test
    void aQuotaOfTheDestinationHoldsTheWholeCopyAtIt() {
        SimulatedStore quota = new SimulatedStore(time, 1000, 0.05, Duration.ZERO);
        source.setFaults(faults(() -> false));
        destination.setFaults(faults(() -> !quota.takes()));
        begin(120_000);

        time.runUntil(100);

        assertThat(outcomes).hasSizeGreaterThan(90_000);
        assertThat(outcomes).allMatch(o -> o.kind() == OutcomeKind.COPIED && o.attempts() == 1);
        assertThat(source.calls("read")).isLessThan((long) (outcomes.size() * 1.01) + 64);
    }

    @Test
    void aStoreThatThrottlesForEverFailsItsObjectsAfterAQuarterOfAnHour() {
        source.setFaults(faults(() -> true));
        begin(20);

        time.runUntil(15 * 60);
        assertThat(outcomes).isEmpty();

        time.runUntil(20 * 60);
        assertThat(outcomes).hasSize(20);
        assertThat(outcomes)
                .allMatch(o -> o.reason() == Reason.SOURCE_ERROR && o.httpStatus() == 503);
    }
}
