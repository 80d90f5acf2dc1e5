package io.ossimport.transfer.since;

import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.retry.FailedKeys;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a job before this one have covered.
 *
 * @param any whether there was one at all
 * @param last the newest that a later one can build on, or null: each key has its outcome, and of
 *     what failed the keys are known
 * @param whole the newest of these with nothing that failed in the end
 * @param begun the newest that could be either, had it come to such an end; null when there is none
 */
record EarlierRuns(boolean any, @Nullable Base last, @Nullable Base whole, @Nullable Base begun) {

    /**
     * A run, and what the source said as it began.
     *
     * @param failedOf the run whose failed list has what is left of it; 0 when nothing is
     * @param hasGap as in {@link RunRecord}
     */
    record Base(int run, SourceMark mark, int failedOf, boolean hasGap) {}

    /** Those that left nothing out before them, over the same objects. */
    static EarlierRuns of(JobFolder folder, String scope) throws IOException {
        return read(folder, record -> !record.hasGap() && record.scope().equals(scope));
    }

    /** The rounds of this job. */
    static EarlierRuns rounds(JobFolder folder, String identity) throws IOException {
        return read(
                folder,
                record -> record.round() != null && record.round().identity().equals(identity));
    }

    // From the newest on, up to one that left nothing.
    private static EarlierRuns read(JobFolder folder, Predicate<RunRecord> counts)
            throws IOException {
        int newest = folder.newestRun();
        Map<Integer, Integer> leftByRetries = new HashMap<>();
        Base begun = null;
        Base last = null;
        for (int run = newest; run > 0; run--) {
            RunRecord record = folder.readRun(run).orElse(null);
            if (record == null) {
                continue;
            }
            Optional<Integer> left = left(folder, run, leftByRetries);
            SourceMark mark = record.source();
            if (record.retryOf() > 0) {
                left.ifPresent(list -> leftByRetries.putIfAbsent(record.retryOf(), list));
            } else if (mark != null && counts.test(record)) {
                Base base = new Base(run, mark, left.orElse(run), record.hasGap());
                begun = begun == null ? base : begun;
                last = last == null && left.isPresent() ? base : last;
                if (left.isPresent() && left.get() == 0) {
                    return new EarlierRuns(true, last, base, begun);
                }
            }
        }
        return new EarlierRuns(newest > 0, last, null, begun);
    }

    /**
     * The run whose failed list has all that is left of this one, 0 when nothing is; empty when
     * that is not known.
     */
    private static Optional<Integer> left(
            JobFolder folder, int run, Map<Integer, Integer> leftByRetries) throws IOException {
        Optional<RunSummary> summary = folder.readSummary(run).filter(RunSummary::isComplete);
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        if (summary.get().state() == State.DONE) {
            return Optional.of(0);
        }
        if (leftByRetries.containsKey(run)) {
            return Optional.of(leftByRetries.get(run));
        }
        return summary.filter(FailedKeys::tellAll).map(known -> run);
    }
}
