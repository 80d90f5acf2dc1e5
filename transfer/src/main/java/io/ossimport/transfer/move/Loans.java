package io.ossimport.transfer.move;

import io.ossimport.transfer.copy.CopyContext;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.LentParts;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.copy.ObjectCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of large objects that a mover has lent to others, and those that it sends for others.
 * Safe for many threads.
 */
public final class Loans {

    /** What was lent of a copy, and the parts of it that nobody has told the end of. */
    private record Lent(Loan loan, ObjectCopy copy, Set<Integer> open) {}

    private final CopyContext context;
    private final Supplier<List<ObjectCopy>> copying;
    private final Runnable signal;

    // guarded by this
    private final Map<String, Lent> lent = new HashMap<>();
    private final List<LentPart> done = new ArrayList<>();
    private int borrowed;

    /**
     * @param copying what the mover is copying
     * @param signal told when {@link #takeDone} has something
     */
    Loans(CopyContext context, Supplier<List<ObjectCopy>> copying, Runnable signal) {
        this.context = context;
        this.copying = copying;
        this.signal = signal;
    }

    /**
     * Lends parts of what is copied here to another mover; null when there are none to lend.
     *
     * @param sendsTwice whether a part that takes much longer than others is sent from both: of use
     *     between machines, a wasted read in one process
     */
    public @Nullable Loan lend(boolean sendsTwice) {
        for (ObjectCopy copy : copying.get()) {
            Loan loan = copy.lend(sendsTwice);
            if (loan != null) {
                synchronized (this) {
                    lent.put(loan.id(), new Lent(loan, copy, new HashSet<>(loan.parts())));
                }
                return loan;
            }
        }
        return null;
    }

    /** A part that was lent is done with. One that came before, or of a life before, is ignored. */
    public void repaid(LentPart part) {
        Lent known;
        synchronized (this) {
            known = lent.get(part.loanId());
            if (known == null || !known.open.remove(part.number())) {
                return;
            }
            if (known.open.isEmpty()) {
                lent.remove(part.loanId());
            }
        }
        known.copy.repaid(known.loan, part);
    }

    /** Nobody sends what is open of a loan. */
    public void lost(String loanId) {
        Lent known;
        synchronized (this) {
            known = lent.remove(loanId);
        }
        if (known != null) {
            known.open.forEach(
                    number -> known.copy.repaid(known.loan, new LentPart(loanId, number, null)));
        }
    }

    /** Sends parts of an object that another mover copies. */
    public void borrow(Loan loan) {
        synchronized (this) {
            borrowed += loan.parts().size();
        }
        new LentParts(context, loan, this::sent).startNext();
    }

    private void sent(LentPart part) {
        synchronized (this) {
            borrowed--;
            done.add(part);
        }
        signal.run();
    }

    /** Whether parts of others are under way, or their end was not taken. */
    public synchronized boolean isBorrowing() {
        return borrowed > 0 || !done.isEmpty();
    }

    synchronized boolean hasDone() {
        return !done.isEmpty();
    }

    /** The parts of others that have ended, each given once. */
    public synchronized List<LentPart> takeDone() {
        List<LentPart> taken = List.copyOf(done);
        done.clear();
        return taken;
    }
}
