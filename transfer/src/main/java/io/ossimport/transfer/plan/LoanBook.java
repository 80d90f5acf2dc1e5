package io.ossimport.transfer.plan;

import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who sends parts for whom. In no checkpoint: whoever goes back to one sends what is missing by
 * itself. For one thread.
 */
final class LoanBook {

    private static final class Entry {
        final int lender;
        final int borrower;
        int open;

        Entry(int lender, int borrower, int open) {
            this.lender = lender;
            this.borrower = borrower;
            this.open = open;
        }
    }

    private final Map<String, Entry> loans = new LinkedHashMap<>();

    void lent(int lender, int borrower, Loan loan) {
        loans.put(loan.id(), new Entry(lender, borrower, loan.parts().size()));
    }

    /** What follows from a part that was dealt with by {@code borrower}. */
    List<Order> repaid(int borrower, LentPart part) {
        Entry entry = loans.get(part.loanId());
        if (entry == null || entry.borrower != borrower) {
            return List.of();
        }
        if (--entry.open == 0) {
            loans.remove(part.loanId());
        }
        return List.of(new Order.Repaid(entry.lender, part));
    }

    /** What follows from the loss of a mover. */
    List<Order> lost(int mover) {
        List<Order> orders = new ArrayList<>();
        for (Iterator<Map.Entry<String, Entry>> all = loans.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Entry> loan = all.next();
            boolean isLender = loan.getValue().lender == mover;
            if (isLender || loan.getValue().borrower == mover) {
                all.remove();
            }
            if (!isLender && loan.getValue().borrower == mover) {
                orders.add(new Order.LoanLost(loan.getValue().lender, loan.getKey()));
            }
        }
        return orders;
    }
}
