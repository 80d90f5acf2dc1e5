package io.ossimport.transfer.move;

import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.copy.ObjectCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that a mover has lent to others, and those that it sends for others. Any thread. */
final class Loans {

    /** What was lent of a copy, and the parts of it that nobody has told the end of. */
    private record Lent(Loan loan, ObjectCopy copy, Set<Integer> open) {}

    // guarded by this
    private final Map<String, Lent> lent = new HashMap<>();
    private final List<LentPart> done = new ArrayList<>();
    private int borrowed;

    /** Lends parts of one of these copies; null when none has any to lend. */
    @Nullable Loan lend(Iterable<ObjectCopy> copies) {
        for (ObjectCopy copy : copies) {
            Loan loan = copy.lend();
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
    void repaid(LentPart part) {
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
    void lost(String loanId) {
        Lent known;
        synchronized (this) {
            known = lent.remove(loanId);
        }
        if (known != null) {
            known.open.forEach(
                    number -> known.copy.repaid(known.loan, new LentPart(loanId, number, null)));
        }
    }

    synchronized void borrowed(Loan loan) {
        borrowed += loan.parts().size();
    }

    synchronized void done(LentPart part) {
        borrowed--;
        done.add(part);
    }

    /** Whether parts of others are under way, or their end was not taken. */
    synchronized boolean isBorrowing() {
        return borrowed > 0 || !done.isEmpty();
    }

    synchronized boolean hasDone() {
        return !done.isEmpty();
    }

    /** The parts of others that have ended, each given once. */
    synchronized List<LentPart> takeDone() {
        List<LentPart> taken = List.copyOf(done);
        done.clear();
        return taken;
    }
}
