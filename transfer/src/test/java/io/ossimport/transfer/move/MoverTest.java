package io.ossimport.transfer.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoverTest {

    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");

    private void fill(int objects) {
        for (int i = 0; i < objects; i++) {
            source.put(String.format("in/%05d", i), new byte[i % 100]);
        }
    }

    @Test
    void aSmallObjectTakesOneReadAndOnePut() throws Exception {
        fill(2500);

        Moves moves = Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, destination);

        assertThat(moves.byKey()).hasSize(2500);
        assertThat(moves.totals().copied()).isEqualTo(2500);
        assertThat(moves.totals().proof().e2e()).isEqualTo(2500);
        assertThat(moves.totals().source()).isEqualTo(new Requests(3, 2500, 0, 0, 0, 0, 0, 0));
        assertThat(moves.totals().destination()).isEqualTo(new Requests(1, 0, 2500, 0, 0, 0, 0, 0));
        assertThat(destination.objects()).hasSize(2500);
        assertThat(destination.objects().firstKey()).isEqualTo(Key.of("out/00000"));
    }

    @Test
    void anUnchangedObjectTakesTwoRequestsAThousand() throws Exception {
        fill(3000);
        Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, destination);

        Moves again = Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, destination);

        assertThat(again.totals().reasons()).isEqualTo(Map.of(Reason.SAME, 3000L));
        assertThat(again.totals().source()).isEqualTo(new Requests(3, 0, 0, 0, 0, 0, 0, 0));
        assertThat(again.totals().destination()).isEqualTo(new Requests(3, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void underTheAlwaysPolicyTheDestinationIsNotListed() throws Exception {
        fill(10);

        Moves moves = Moves.all(Jobs.job(OverwritePolicy.ALWAYS), source, destination);

        assertThat(moves.totals().reasons()).isEqualTo(Map.of(Reason.REPLACED, 10L));
        assertThat(moves.totals().destination().list()).isZero();
    }

    @Test
    void anObjectOfNPartsTakesTwoTimesNPlusTwoRequests() throws Exception {
        Content content = Content.generated(7, (1 << 20) + 1);
        ObjectMetadata metadata =
                new ObjectMetadata(Map.of("content-type", "image/png"), Map.of("author", "Zoe"), 0);
        source.put(Key.of("in/large"), content, metadata, 1000);

        Moves moves = Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, destination);

        Outcome outcome = moves.of("in/large");
        assertThat(outcome.reason()).isEqualTo(Reason.NEW);
        assertThat(outcome.proof()).isEqualTo(ProofLevel.E2E);
        assertThat(moves.totals().source()).isEqualTo(new Requests(1, 11, 0, 0, 0, 0, 0, 0));
        assertThat(moves.totals().destination()).isEqualTo(new Requests(1, 0, 0, 0, 1, 11, 1, 0));
        var copy = Objects.requireNonNull(destination.objects().get(Key.of("out/large")));
        assertThat(copy.content().toBytes()).isEqualTo(content.toBytes());
        assertThat(copy.metadata()).isEqualTo(metadata);
        assertThat(destination.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 40, 99})
    void whateverWasNotPolledBeforeTheSnapshotIsDoneAgainAndNothingElse(int polled)
            throws Exception {
        fill(100);
        JobSpec job = Jobs.job(OverwritePolicy.DIFFERENT);
        List<Outcome> outcomes = new ArrayList<>();
        List<RangeProgress> snapshot;
        Totals totals;
        try (Mover first = mover(job)) {
            first.take(RangeProgress.begin(KeyRange.ALL));
            while (outcomes.size() < polled) {
                first.available().get(30, TimeUnit.SECONDS);
                outcomes.add(Objects.requireNonNull(first.poll()));
            }
            snapshot = first.snapshot();
            totals = first.totals();
        }
        try (Mover second = mover(job, totals)) {
            snapshot.forEach(second::take);
            outcomes.addAll(Moves.drain(second));
            assertThat(second.totals().listed()).isEqualTo(100);
            assertThat(second.totals().ahead()).isZero();
            assertThat(second.totals().inFlight()).isZero();
        }
        assertThat(outcomes.stream().map(Outcome::key))
                .containsExactlyInAnyOrderElementsOf(source.objects().keySet());
    }

    // Otherwise, should it come again before the next restore, it would have two outcomes.
    @Test
    void aFinishedKeyThatIsGoneIsRememberedUntilTheCursorPassesIt() throws Exception {
        source.put("in/a", new byte[1]);
        source.put("in/c", new byte[1]);
        Key gone = Key.of("in/b");
        try (Mover mover = mover(Jobs.job(OverwritePolicy.DIFFERENT))) {
            mover.take(new RangeProgress("r", KeyRange.ALL, List.of(gone), List.of()));
            mover.available().get(30, TimeUnit.SECONDS);
            assertThat(mover.snapshot().get(0).finishedBeyond()).containsExactly(gone);

            assertThat(Moves.drain(mover)).hasSize(2);
            assertThat(mover.snapshot()).isEmpty();
        }
    }

    private Mover mover(JobSpec job) {
        return mover(job, Totals.ZERO);
    }

    private Mover mover(JobSpec job, Totals start) {
        return new Mover(job, source, destination, start, null, Clock.systemUTC());
    }

    @Test
    void everyOutcomeIsCountedInTheTotals() throws Exception {
        fill(50);
        source.put("in//slash", new byte[1]);
        destination.put("out/00003", new byte[3]);

        Moves moves = Moves.all(Jobs.job(OverwritePolicy.NEVER), source, destination);

        assertThat(moves.of("in/00003").reason()).isEqualTo(Reason.EXISTS);
        assertThat(moves.totals().listed()).isEqualTo(51);
        assertThat(moves.totals().copied()).isEqualTo(50);
        assertThat(moves.totals().skipped()).isEqualTo(1);
        assertThat(List.of(OutcomeKind.values()))
                .allSatisfy(
                        kind ->
                                assertThat(
                                                moves.outcomes().stream()
                                                        .filter(o -> o.kind() == kind)
                                                        .count())
                                        .isEqualTo(
                                                switch (kind) {
                                                    case COPIED -> moves.totals().copied();
                                                    case SKIPPED -> moves.totals().skipped();
                                                    case FAILED -> moves.totals().failed();
                                                }));
    }
}
