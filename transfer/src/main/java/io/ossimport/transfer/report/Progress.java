package io.ossimport.transfer.report;

import java.util.Objects;

/**
 * How far a run is: {@code progress.json}, rewritten every second or so while a run goes on.
 *
 * @param job its name
 * @param run its number
 * @param totals what was done so far
 * @param outlook what can be said of the rest
 * @param startedMillis when the run began, since 1970
 * @param updatedMillis when this was written, since 1970
 * @param pid the process that runs it
 * @param ended whether every listed key has its outcome, so that these totals are the last
 */
public record Progress(
        String job,
        int run,
        Totals totals,
        Outlook outlook,
        long startedMillis,
        long updatedMillis,
        long pid,
        boolean ended) {

    // Versions that knew nothing of the rest have written none.
    public Progress {
        outlook = Objects.requireNonNullElse(outlook, Outlook.NONE);
    }

    /** The same of a run that nobody is at, so that its end cannot be told. */
    public Progress atRest() {
        return new Progress(
                job, run, totals, outlook.atRest(), startedMillis, updatedMillis, pid, ended);
    }
}
