package io.ossimport.transfer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.move.RangeProgress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {

    static List<Long> seeds() {
        return new Random(20261122).longs(15).boxed().toList();
    }

    /** Answers come out of order, some at once and some a few milliseconds late. */
    private static StoreFaults late(long seed) {
        Random random = new Random(seed);
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                long millis = random.nextInt(12) - 6L;
                return millis <= 0
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.runAsync(
                                () -> {},
                                CompletableFuture.delayedExecutor(
                                        millis * millis, TimeUnit.MILLISECONDS));
            }
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(60)
    void everyKeyHasOneOutcomeWhateverCrashes(long seed) {
        Random random = new Random(seed);
        MemoryStore source = new MemoryStore("mem://source");
        MemoryStore destination = new MemoryStore("mem://destination");
        source.setMaxPageSize(1 + random.nextInt(20));
        source.setFaults(late(random.nextLong()));
        destination.setFaults(late(random.nextLong()));
        List<OverwritePolicy> policies = List.of(OverwritePolicy.values());
        int objects = random.nextInt(600);
        for (int i = 0; i < objects; i++) {
            String key = "in/" + (char) ('a' + random.nextInt(5)) + '/' + random.nextInt(100_000);
            int size = random.nextInt(60) == 0 ? 500_000 : random.nextInt(100);
            source.put(key, new byte[size]);
        }

        List<Outcome> outcomes =
                new SimulatedJob(
                                Jobs.job(policies.get(random.nextInt(policies.size()))),
                                source,
                                destination,
                                1 + random.nextInt(4),
                                random)
                        .run(random.nextInt(20));

        assertThat(outcomes)
                .extracting(Outcome::key)
                .containsExactlyInAnyOrderElementsOf(source.objects().keySet());
        assertThat(destination.objects()).hasSameSizeAs(source.objects());
    }

    @Test
    void theFirstMoverGetsEverythingAndTheSecondAsksItForHalf() {
        Planner planner = Planner.begin();

        List<Order> first = planner.idle(0);
        List<Order> second = planner.idle(1);

        assertThat(first).singleElement().isInstanceOf(Order.Assign.class);
        assertThat(second).containsExactly(new Order.AskToGiveAway(0));
        assertThat(planner.done()).isFalse();
    }

    @Test
    void aPieceThatIsReportedTwiceIsHandedOutOnce() {
        Planner planner = Planner.begin();
        String whole = ((Order.Assign) planner.idle(0).get(0)).range().id();
        planner.idle(1);
        RangeProgress piece = RangeProgress.begin(new KeyRange(Key.of("m"), null));
        Report report = new Report.GivenAway(whole, piece);

        assertThat(planner.reported(0, report)).containsExactly(new Order.Assign(1, piece));
        planner.idle(2);

        assertThat(planner.reported(0, report)).noneMatch(order -> order instanceof Order.Assign);
    }

    @Test
    void aMoverThatGoesBackLearnsWhereItsRangeEndsByNow() {
        Planner planner = Planner.begin();
        RangeProgress whole = ((Order.Assign) planner.idle(0).get(0)).range();
        planner.idle(1);
        planner.reported(
                0,
                new Report.GivenAway(
                        whole.id(), RangeProgress.begin(new KeyRange(Key.of("m"), null))));
        planner.lost(0);

        assertThat(planner.restored(0, List.of(whole)))
                .contains(new Order.GoOn(0, whole.id(), Key.of("m")));
    }

    @Test
    void aMoverWithNothingToGiveIsNotAskedAgainAtOnce() {
        Planner planner = Planner.begin();
        planner.idle(0);
        planner.idle(1);

        assertThat(planner.nothingToGive(0)).isEmpty();
        assertThat(planner.idle(1)).containsExactly(new Order.AskToGiveAway(0));
    }

    @Test
    void allMoversMayEndWhenTheLastRangeIsFinished() {
        Planner planner = Planner.begin();
        String whole = ((Order.Assign) planner.idle(0).get(0)).range().id();
        planner.idle(1);

        assertThat(planner.reported(0, new Report.Finished(whole)))
                .containsExactly(new Order.NoMoreWork(1));
        assertThat(planner.idle(0)).containsExactly(new Order.NoMoreWork(0));
        assertThat(planner.done()).isTrue();
    }

    @Test
    void aPlannerGoesOnFromItsState() {
        Planner planner = Planner.begin();
        RangeProgress whole = ((Order.Assign) planner.idle(0).get(0)).range();
        RangeProgress piece = RangeProgress.begin(new KeyRange(Key.of("m"), null));
        planner.reported(0, new Report.GivenAway(whole.id(), piece));

        Planner next = Planner.restore(planner.state());

        assertThat(next.state()).isEqualTo(planner.state());
        assertThat(next.idle(3)).containsExactly(new Order.Assign(3, piece));
    }
}
