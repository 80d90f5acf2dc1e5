package io.ossimport.transfer.report;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import java.util.EnumMap;
import java.util.Map;

/** Counts outcomes, a few nanoseconds each. For one thread. */
public final class OutcomeCount {

    private final Totals start;
    private final long[] kinds = new long[OutcomeKind.values().length];
    private final long[] proofs = new long[ProofLevel.values().length];
    private final long[] reasons = new long[Reason.values().length];
    private long listed;
    private long bytes;

    /** Counts on from {@code start}. */
    public OutcomeCount(Totals start) {
        this.start = start;
    }

    public void add(Outcome outcome) {
        listed++;
        kinds[outcome.kind().ordinal()]++;
        reasons[outcome.reason().ordinal()]++;
        if (outcome.kind() == OutcomeKind.COPIED) {
            bytes += outcome.size();
            proofs[outcome.proof().ordinal()]++;
        }
    }

    /** {@code start} and what was added since. */
    public Totals totals() {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            if (reasons[reason.ordinal()] > 0) {
                byReason.put(reason, reasons[reason.ordinal()]);
            }
        }
        Totals added =
                new Totals(
                        listed,
                        kinds[OutcomeKind.COPIED.ordinal()],
                        kinds[OutcomeKind.SKIPPED.ordinal()],
                        kinds[OutcomeKind.FAILED.ordinal()],
                        bytes,
                        new ProofCounts(
                                proofs[ProofLevel.E2E.ordinal()],
                                proofs[ProofLevel.TRANSIT.ordinal()],
                                proofs[ProofLevel.LENGTH.ordinal()],
                                proofs[ProofLevel.NONE.ordinal()]),
                        byReason,
                        Requests.NONE,
                        Requests.NONE,
                        0,
                        0,
                        0);
        return start.plus(added);
    }
}
