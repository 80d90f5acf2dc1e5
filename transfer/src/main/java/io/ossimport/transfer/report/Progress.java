package io.ossimport.transfer.report;

/**
 * How far a run is: {@code progress.json}, rewritten every second or so while a run goes on.
 *
 * @param job its name
 * @param run its number
 * @param totals what was done so far
 * @param startedMillis when the run began, since 1970
 * @param updatedMillis when this was written, since 1970
 * @param pid the process that runs it
 * @param ended whether every listed key has its outcome, so that these totals are the last
 */
public record Progress(
        String job,
        int run,
        Totals totals,
        long startedMillis,
        long updatedMillis,
        long pid,
        boolean ended) {}
