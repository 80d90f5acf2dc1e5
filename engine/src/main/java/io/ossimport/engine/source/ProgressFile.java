package io.ossimport.engine.source;

import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;

/**
 * Writes how far the run is to {@code progress.json}. Once the last totals are written, older ones
 * that come late are ignored. Safe for many threads.
 */
final class ProgressFile {

    private final RunId run;
    private final JobFolder folder;

    // guarded by this
    private boolean ended;

    ProgressFile(RunId run) {
        this.run = run;
        this.folder = JobFolder.of(run.job());
    }

    /** Writes these totals unless the last ones are written. */
    synchronized void write(Totals totals) throws IOException {
        if (!ended) {
            folder.writeProgress(run.progress(totals, false));
        }
    }

    /** Writes the totals with which the run ends. */
    synchronized void writeLast(Totals totals) throws IOException {
        folder.writeProgress(run.progress(totals, true));
        ended = true;
    }
}
