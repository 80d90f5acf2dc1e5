package io.ossimport.transfer.verify;

import java.util.EnumMap;
import java.util.Map;

/** Counts rows. Safe for many threads. */
final class VerifyCount {

    private final Map<VerifyRow.Verdict, Long> verdicts = new EnumMap<>(VerifyRow.Verdict.class);
    private final Map<VerifyRow.Evidence, Long> sameBy = new EnumMap<>(VerifyRow.Evidence.class);

    synchronized void add(VerifyRow row) {
        verdicts.merge(row.verdict(), 1L, Long::sum);
        if (row.verdict() == VerifyRow.Verdict.SAME) {
            sameBy.merge(row.evidence(), 1L, Long::sum);
        }
    }

    synchronized VerifyCounts counts() {
        return new VerifyCounts(
                of(VerifyRow.Verdict.SAME),
                sameBy,
                of(VerifyRow.Verdict.DIFFERENT),
                of(VerifyRow.Verdict.MISSING),
                of(VerifyRow.Verdict.EXTRA),
                of(VerifyRow.Verdict.CANNOT_COMPARE));
    }

    private long of(VerifyRow.Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }
}
