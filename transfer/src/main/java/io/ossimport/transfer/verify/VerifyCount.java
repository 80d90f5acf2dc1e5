package io.ossimport.transfer.verify;

import io.ossimport.transfer.report.Requests;
import java.util.EnumMap;
import java.util.Map;

/** Counts rows. For one thread at a time. */
final class VerifyCount {

    private final Map<VerifyRow.Verdict, Long> counts = new EnumMap<>(VerifyRow.Verdict.class);
    private long bySizeOnly;

    void add(VerifyRow row) {
        counts.merge(row.verdict(), 1L, Long::sum);
        if (row.verdict() == VerifyRow.Verdict.SAME && row.evidence() == VerifyRow.Evidence.SIZE) {
            bySizeOnly++;
        }
    }

    VerifySummary summary(Requests source, Requests destination) {
        return new VerifySummary(
                of(VerifyRow.Verdict.SAME),
                bySizeOnly,
                of(VerifyRow.Verdict.DIFFERENT),
                of(VerifyRow.Verdict.MISSING),
                of(VerifyRow.Verdict.EXTRA),
                of(VerifyRow.Verdict.CANNOT_COMPARE),
                source,
                destination);
    }

    private long of(VerifyRow.Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }
}
