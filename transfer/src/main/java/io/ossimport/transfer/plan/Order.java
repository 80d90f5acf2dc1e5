package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.move.RangeProgress;
import org.jspecify.annotations.Nullable;

/** What the planner wants a mover to do. */
public sealed interface Order {

    /** The number of the mover that the order is for. */
    int mover();

    /** Work through this range. */
    record Assign(int mover, RangeProgress range) implements Order {}

    /**
     * Give away half of what is left, or lend parts of a large object, or say that there is nothing
     * to give.
     */
    record AskToGiveAway(int mover) implements Order {}

    /**
     * Go on with a range that the mover had when it was restored, but not beyond {@code upTo}: the
     * rest belongs to others by now.
     *
     * @param upTo inclusive; null to the end
     */
    record GoOn(int mover, String rangeId, @Nullable Key upTo) implements Order {}

    /** Send these parts for another mover, and say of each how it ended. */
    record Borrow(int mover, Loan loan) implements Order {}

    /** A part that the mover has lent was dealt with. */
    record Repaid(int mover, LentPart part) implements Order {}

    /** Nobody sends what is not repaid of a loan that the mover has given. */
    record LoanLost(int mover, String loanId) implements Order {}

    /** Everything is done or will be done by others; the mover may end when it has nothing left. */
    record NoMoreWork(int mover) implements Order {}
}
