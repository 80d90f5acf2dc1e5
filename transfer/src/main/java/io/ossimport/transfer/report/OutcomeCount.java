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
    private final Counter<OutcomeKind> kinds = new Counter<>(OutcomeKind.class);
    private final Counter<ProofLevel> proofs = new Counter<>(ProofLevel.class);
    private final Counter<Reason> reasons = new Counter<>(Reason.class);
    private long listed;
    private long bytes;
    private long bytesSeen;

    /** Counts on from {@code start}. */
    public OutcomeCount(Totals start) {
        this.start = start;
    }

    public void add(Outcome outcome) {
        listed++;
        kinds.add(outcome.kind());
        reasons.add(outcome.reason());
        bytesSeen += outcome.reason() == Reason.FILTERED ? 0 : outcome.size();
        if (outcome.kind() == OutcomeKind.COPIED) {
            bytes += outcome.size();
            proofs.add(outcome.proof());
        }
    }

    /** {@code start} and what was added since. */
    public Totals totals() {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        reasons.counts.forEach((reason, count) -> byReason.put(reason, count[0]));
        Totals added =
                new Totals(
                        listed,
                        kinds.of(OutcomeKind.COPIED),
                        kinds.of(OutcomeKind.SKIPPED),
                        kinds.of(OutcomeKind.FAILED),
                        bytes,
                        new ProofCounts(
                                proofs.of(ProofLevel.E2E),
                                proofs.of(ProofLevel.TRANSIT),
                                proofs.of(ProofLevel.LENGTH),
                                proofs.of(ProofLevel.NONE)),
                        byReason,
                        Requests.NONE,
                        Requests.NONE,
                        0,
                        0,
                        0,
                        bytesSeen,
                        Waits.NONE);
        return start.plus(added);
    }

    /** A count for each constant; arrays of one, so that adding makes no garbage. */
    private static final class Counter<E extends Enum<E>> {
        final EnumMap<E, long[]> counts;

        Counter(Class<E> type) {
            counts = new EnumMap<>(type);
        }

        void add(E constant) {
            counts.computeIfAbsent(constant, c -> new long[1])[0]++;
        }

        long of(E constant) {
            long[] count = counts.get(constant);
            return count == null ? 0 : count[0];
        }
    }
}
