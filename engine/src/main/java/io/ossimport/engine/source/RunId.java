package io.ossimport.engine.source;

import io.ossimport.core.job.JobSpec;
import java.io.Serializable;

/**
 * Which run of which job the work belongs to.
 *
 * @param run its number, from 1
 * @param startedMillis when it first began, since 1970
 * @param retryOf the run whose failed objects it is about; 0 for all that is listed
 */
public record RunId(JobSpec job, int run, long startedMillis, int retryOf) implements Serializable {

    /** Whether it is about the objects that failed in another run. */
    public boolean isRetry() {
        return retryOf != 0;
    }
}
