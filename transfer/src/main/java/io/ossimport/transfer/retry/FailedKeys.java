package io.ossimport.transfer.retry;

import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.ListRows;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The keys that failed in a run, which a later run takes whatever the time of their objects. */
public final class FailedKeys {

    private FailedKeys() {}

    /**
     * Whether all that a run has left undone is known by its keys, and these are few enough to be
     * kept in memory. What lies below a folder that could not be read has no row.
     */
    public static boolean tellAll(RunSummary summary) {
        return summary.failed() <= FailedObjects.MOST
                && !summary.reasons().containsKey(Reason.SOURCE_UNREADABLE);
    }

    /** Reads the failed list of a run; none for run 0. */
    public static Set<Key> read(JobFolder job, int run) throws IOException {
        Set<Key> keys = new HashSet<>();
        if (run > 0) {
            for (Path file : Recount.files(job.list(run, OutcomeKind.FAILED))) {
                ListRows.read(file, OutcomeCsv::read, row -> keys.add(row.key()));
            }
        }
        return keys;
    }
}
