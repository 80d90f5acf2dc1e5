package io.ossimport.transfer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Three movers that share the limits of one job, in virtual time: whole movers on stores in memory,
 * told their shares as the planner tells them.
 */
class LimitedMoversTest {

    private static final Duration LATENCY = Duration.ofMillis(10);
    private static final int SIZE = 1_000;
    private static final int EACH = 30_000;
    private static final double STEP = 0.1;
    private static final int SHARE_STEPS = 5; // a share is told so seldom
    private static final CopySettings COPY =
            new CopySettings(1 << 20, 1 << 20, 16, 1 << 30, 3, MetadataPolicy.RENAME, 0);

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final LimitShares shares = new LimitShares();
    private final Map<Integer, Mover> movers = new HashMap<>();
    private final List<Long> bytes = new ArrayList<>(); // read by the end of each step
    private final List<Long> requests = new ArrayList<>(); // likewise, to the source
    private Limits limits = Limits.NONE;
    private int mostInFlight;
    private int outcomes;

    /** A mover that has a part of the keys of its own. */
    private void begin(int number) {
        byte[] content = new byte[SIZE];
        for (int i = 0; i < EACH; i++) {
            source.put(String.format("in/%d/%06d", number, i), content);
        }
        JobSpec job = Jobs.job(OverwritePolicy.ALWAYS, COPY, TakeRules.ALL);
        Mover mover =
                new Mover(
                        job,
                        source,
                        destination,
                        Totals.ZERO,
                        null,
                        Set.of(),
                        time.clock(),
                        time::nanoTime,
                        new Random(number),
                        time.executor());
        movers.put(number, mover);
        tellShares();
        mover.take(
                RangeProgress.begin(
                        new KeyRange(Key.of("in/" + number), Key.of("in/" + number + "/~"))));
    }

    private void latency() {
        StoreFaults far =
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        return time.after(LATENCY);
                    }
                };
        source.setFaults(far);
        destination.setFaults(far);
    }

    private void pass(double seconds) {
        int steps = (int) Math.round(seconds / STEP);
        for (int i = 0; i < steps; i++) {
            time.runUntil(time.seconds() + STEP);
            for (Mover mover : movers.values()) {
                while (mover.poll() != null) {
                    outcomes++;
                }
            }
            int inFlight = movers.values().stream().mapToInt(m -> m.totals().inFlight()).sum();
            mostInFlight = Math.max(mostInFlight, inFlight);
            bytes.add(movers.values().stream().mapToLong(m -> m.totals().bytesMoved()).sum());
            requests.add(source.calls("read") + source.calls("list"));
            if (bytes.size() % SHARE_STEPS == 0) {
                tellShares();
            }
        }
    }

    private void tellShares() {
        movers.forEach((number, mover) -> shares.counted(number, mover.totals(), time.nanoTime()));
        shares.divide(limits, movers.keySet(), time.nanoTime())
                .forEach(
                        (number, share) -> Objects.requireNonNull(movers.get(number)).limit(share));
    }

    private void limit(double bytesPerSecond, double requestsPerSecond, int transfers) {
        limits = new Limits(bytesPerSecond, requestsPerSecond, transfers);
    }

    /** How much each of the windows of ten seconds that end in this span has of {@code counts}. */
    private static List<Double> tenSeconds(List<Long> counts, double from, double to) {
        int window = (int) Math.round(10 / STEP);
        List<Double> rates = new ArrayList<>();
        for (int end = (int) Math.round(from / STEP) + window; end <= to / STEP; end++) {
            rates.add((counts.get(end - 1) - counts.get(end - 1 - window)) / 10.0);
        }
        assertThat(rates).isNotEmpty();
        return rates;
    }

    private double rate(List<Long> counts, double from, double to) {
        int first = (int) Math.round(from / STEP);
        int last = (int) Math.round(to / STEP);
        return (counts.get(last - 1) - counts.get(first - 1)) / (to - from);
    }

    @Test
    void aBandwidthIsKeptToWithinThreePercentInAnyTenSeconds() {
        latency();
        limit(600_000, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
        begin(0);
        begin(1);
        pass(20);
        begin(2); // joins
        pass(20);
        assertThat(tenSeconds(bytes, 1, 40))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(600_000, within(18_000.0)));

        shares.forget(0); // is lost
        Objects.requireNonNull(movers.remove(0)).close();
        pass(30);
        assertThat(tenSeconds(bytes, 41, 70))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(600_000, within(18_000.0)));
    }

    @Test
    void anotherBandwidthIsInForceWithinTwoSeconds() {
        latency();
        limit(600_000, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
        begin(0);
        begin(1);
        pass(10);
        limit(200_000, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
        pass(10);
        limits = Limits.NONE;
        pass(4);

        assertThat(rate(bytes, 2, 10)).isCloseTo(600_000, within(18_000.0));
        assertThat(rate(bytes, 12, 20)).isCloseTo(200_000, within(6_000.0));
        assertThat(rate(bytes, 22, 24)).isGreaterThan(1_000_000);
    }

    @Test
    void aStopThatIsNearlyOneEndsAsSoonAsItIsLifted() {
        latency();
        limit(1, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
        begin(0);
        pass(5);
        assertThat(outcomes).isLessThan(200); // what was under way before the first was paid for
        int before = outcomes;
        pass(60);
        assertThat(outcomes).isEqualTo(before);

        limits = Limits.NONE;
        pass(3);
        assertThat(outcomes).isGreaterThan(1_500);
    }

    @Test
    void requestsAreKeptToWithinThreePercentInAnyTenSeconds() {
        latency();
        begin(0);
        begin(1);
        begin(2);
        limit(Double.POSITIVE_INFINITY, 600, Integer.MAX_VALUE);
        pass(30);

        assertThat(tenSeconds(requests, 2, 30))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(600, within(18.0)));
        limits = Limits.NONE;
        pass(3);
        assertThat(rate(requests, 32, 33)).isGreaterThan(1_500);
    }

    @Test
    void noMoreTransfersAreUnderWayThanAllowed() {
        latency();
        limit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 5);
        begin(0);
        begin(1);
        begin(2);
        pass(20);
        assertThat(mostInFlight).isEqualTo(5);
        assertThat(outcomes).isGreaterThan(1_500);

        limit(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
        pass(2);
        mostInFlight = 0;
        int before = outcomes;
        pass(20);
        assertThat(mostInFlight).isEqualTo(1);
        assertThat(outcomes - before).isGreaterThan(200);
    }
}
