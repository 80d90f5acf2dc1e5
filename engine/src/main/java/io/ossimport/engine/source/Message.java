package io.ossimport.engine.source;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What movers and the planner say to each other besides splits and requests for splits. */
public sealed interface Message {

    /** Planner to mover: give away half of what is left, or say that there is nothing to give. */
    record GiveAway() implements Message {}

    /**
     * Planner to mover: go on with a range that was restored.
     *
     * @param upTo where it ends by now, inclusive; null to the end
     */
    record GoOn(String rangeId, @Nullable Key upTo) implements Message {}

    /** Planner to mover: keep to these limits. Comes before any work. */
    record Limited(Limits limits) implements Message {}

    /** Mover to planner, and on to another mover: send these parts for me. */
    record Lent(Loan loan) implements Message {}

    /** From whoever sends parts to the planner, and on to whoever lent them: this one has ended. */
    record Repaid(LentPart part) implements Message {}

    /** Planner to mover: nobody sends what is not repaid of this loan. */
    record LoanLost(String loanId) implements Message {}

    /** Mover to planner: I live again and have these ranges. */
    record Restored(List<RangeProgress> held) implements Message {}

    /** Mover to planner: this happened. Comes again after a restore until it is confirmed. */
    record Reported(Report report) implements Message {}

    /** Mover to planner: I was asked to give away and have nothing to give. */
    record NothingToGive() implements Message {}

    /** Mover to planner: I could list one more range at the same time. */
    record Wants() implements Message {}

    /** Mover to planner: these reports are in a complete checkpoint and will not come again. */
    record Confirmed(List<String> reportIds) implements Message {}

    /**
     * Mover to planner: what I have done so far.
     *
     * @param last whether these are final: the mover ends with them
     */
    record Counted(Totals totals, boolean last) implements Message {}
}
