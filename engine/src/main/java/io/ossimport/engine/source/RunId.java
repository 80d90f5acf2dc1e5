package io.ossimport.engine.source;

import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Totals;
import java.io.Serializable;

/**
 * Which run of which job the work belongs to.
 *
 * @param run its number, from 1
 * @param startedMillis when it first began, since 1970
 * @param retryOf the run whose failed objects it is about; 0 for all that is listed
 * @param failedOf the run whose failed keys it takes whatever the time of their objects; 0 for none
 */
public record RunId(JobSpec job, int run, long startedMillis, int retryOf, int failedOf)
        implements Serializable {

    /**
     * How far this process has come with the run.
     *
     * @param ended as in {@link Progress}
     */
    public Progress progress(Totals totals, Outlook outlook, boolean ended) {
        return new Progress(
                job.name(),
                run,
                totals,
                outlook,
                startedMillis,
                System.currentTimeMillis(),
                ProcessHandle.current().pid(),
                ended);
    }

    /** Whether it is about the objects that failed in another run. */
    public boolean isRetry() {
        return retryOf != 0;
    }
}
