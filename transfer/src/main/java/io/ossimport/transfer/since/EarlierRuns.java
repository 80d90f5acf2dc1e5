package io.ossimport.transfer.since;

import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.SourceMark;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a job before this one have covered.
 *
 * @param any whether there was one at all
 * @param whole the newest that a later one can build on, or null: nothing was left out before it,
 *     and every object was copied or skipped in the end
 * @param begun the newest that could be, had it come to such an end; null when there is none
 */
record EarlierRuns(boolean any, @Nullable Base whole, @Nullable Base begun) {

    /** A run, and what the source said as it began. */
    record Base(int run, SourceMark mark) {}

    /** Reads them from the newest on, up to the one that can be built on. */
    static EarlierRuns of(JobFolder folder, String scope) throws IOException {
        int newest = folder.newestRun();
        Set<Integer> mended = new HashSet<>(); // by retries that left nothing
        Base begun = null;
        for (int run = newest; run > 0; run--) {
            RunRecord record = folder.readRun(run).orElse(null);
            if (record == null) {
                continue;
            }
            boolean isWhole = isWhole(folder, run, mended);
            SourceMark mark = record.source();
            if (record.retryOf() > 0) {
                if (isWhole) {
                    mended.add(record.retryOf());
                }
            } else if (mark != null && !record.hasGap() && record.scope().equals(scope)) {
                Base base = new Base(run, mark);
                begun = begun == null ? base : begun;
                if (isWhole) {
                    return new EarlierRuns(true, base, begun);
                }
            }
        }
        return new EarlierRuns(newest > 0, null, begun);
    }

    private static boolean isWhole(JobFolder folder, int run, Set<Integer> mended)
            throws IOException {
        State state = folder.readSummary(run).map(RunSummary::state).orElse(State.STOPPED);
        return state == State.DONE || (state == State.INCOMPLETE && mended.contains(run));
    }
}
