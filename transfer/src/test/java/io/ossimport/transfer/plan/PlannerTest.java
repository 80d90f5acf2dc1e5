package io.ossimport.transfer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.move.RangeProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

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
    void aMoverThatCouldListMoreHasItsPieceBackUnlessAnotherIsIdle() {
        Planner planner = Planner.begin();
        String whole = ((Order.Assign) planner.idle(0).get(0)).range().id();
        RangeProgress own = RangeProgress.begin(new KeyRange(Key.of("m"), null));
        RangeProgress other = RangeProgress.begin(new KeyRange(Key.of("t"), null));

        planner.reported(0, new Report.GivenAway(whole, own));
        assertThat(planner.wants(0)).containsExactly(new Order.Assign(0, own));
        planner.idle(1);
        assertThat(planner.reported(0, new Report.GivenAway(own.id(), other)))
                .containsExactly(new Order.Assign(1, other));
        assertThat(planner.wants(0)).isEmpty();
    }

    @Test
    void whoCouldHaveListedMoreGetsNothingAfterTheEnd() {
        Planner planner = Planner.begin();
        RangeProgress whole = ((Order.Assign) planner.idle(0).get(0)).range();
        planner.wants(1);
        planner.reported(0, new Report.Finished(whole.id()));
        planner.lost(0);

        assertThat(planner.returned(List.of(whole))).isEmpty();
    }

    private static final LentPart PART = new LentPart("loan", 7, null);

    private static Loan loan() {
        ListedObject large =
                new ListedObject(
                        Key.of("large"),
                        1 << 30,
                        0,
                        "etag",
                        Checksum.NONE,
                        "",
                        ListedObject.Kind.OBJECT);
        Upload upload = new Upload(Key.of("large"), "upload");
        return new Loan("loan", large, Key.of("large"), upload, 1 << 20, List.of(7, 8));
    }

    /** Mover 0 has everything, 1 and 2 are idle, and 0 lends to 1. */
    private static Planner lending() {
        Planner planner = Planner.begin();
        planner.idle(0);
        planner.idle(1);
        planner.idle(2);
        assertThat(planner.lends(0, loan())).contains(new Order.Borrow(1, loan()));
        return planner;
    }

    @Test
    void partsAreSentByWhoHasNothingToDoAndTheOwnerIsTold() {
        Planner planner = lending();

        assertThat(planner.repaid(1, PART)).containsExactly(new Order.Repaid(0, PART));
        assertThat(planner.repaid(2, PART)).as("from a stranger").isEmpty();
        LentPart last = new LentPart("loan", 8, null);
        assertThat(planner.repaid(1, last)).containsExactly(new Order.Repaid(0, last));
        assertThat(planner.repaid(1, last)).as("all were repaid").isEmpty();
    }

    @Test
    void whoLendsWhenNobodyIsIdleAnyMoreHasItsPartsBack() {
        Planner planner = Planner.begin();
        planner.idle(0);

        assertThat(planner.lends(0, loan())).containsExactly(new Order.LoanLost(0, "loan"));
    }

    @Test
    void theOwnerIsToldOfTheLossOfWhoSendsPartsForIt() {
        Planner planner = lending();

        assertThat(planner.lost(1)).contains(new Order.LoanLost(0, "loan"));
        assertThat(planner.repaid(1, PART)).isEmpty();
    }

    @Test
    void aLoanEndsWithItsOwner() {
        Planner planner = lending();

        assertThat(planner.lost(0)).doesNotHaveAnyElementsOfTypes(Order.LoanLost.class);
        assertThat(planner.repaid(1, PART)).isEmpty();
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
    void aPieceThatWasFinishedAndForgottenIsNotHandedOutAgain() {
        Planner planner = Planner.begin();
        String whole = ((Order.Assign) planner.idle(0).get(0)).range().id();
        planner.idle(1);
        RangeProgress piece = RangeProgress.begin(new KeyRange(Key.of("m"), null));
        Report given = new Report.GivenAway(whole, piece);
        Report finished = new Report.Finished(piece.id());
        planner.reported(0, given);
        planner.reported(1, finished);
        planner.confirmed(List.of(finished.id()));
        planner = Planner.restore(planner.state());
        planner.idle(1);

        assertThat(planner.reported(0, given)).noneMatch(order -> order instanceof Order.Assign);

        planner.confirmed(List.of(given.id()));
        assertThat(planner.state().given()).isEmpty();
    }

    @Test
    void aReportIsConfirmedByTheFirstCheckpointWithoutIt() {
        ReportLog log = new ReportLog();
        Report report = new Report.Finished("a");
        log.add(report);

        assertThat(log.snapshot(1)).containsExactly(report);
        assertThat(log.complete(1)).isEmpty();
        assertThat(log.snapshot(2)).isEmpty();
        assertThat(log.complete(2)).containsExactly(report.id());
        assertThat(log.complete(3)).isEmpty();
    }

    @Test
    void aReportThatACheckpointUnderWayHoldsIsConfirmedByTheOneAfterIt() {
        ReportLog log = new ReportLog();
        log.add(new Report.Finished("a"));
        log.snapshot(1);
        log.snapshot(2);
        log.complete(1);
        log.snapshot(3);

        assertThat(log.complete(2)).isEmpty();
        assertThat(log.complete(3)).containsExactly("finished a");
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
