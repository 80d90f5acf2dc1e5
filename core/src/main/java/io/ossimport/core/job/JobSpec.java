package io.ossimport.core.job;

import java.io.Serializable;

/**
 * A job: everything that decides what a run of it does. Holds no secret and may be written down.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,128}}
 * @param source keys are relative to {@code source.prefix()}
 * @param destination a source key {@code source.prefix() + rest} goes to {@code
 *     destination.prefix() + rest}
 * @param movers how many movers one machine runs
 * @param workingDirectory where {@code jobs/<name>/} lies, absolute
 */
public record JobSpec(
        String name,
        JobType type,
        StoreSpec source,
        StoreSpec destination,
        TakeRules take,
        OverwritePolicy overwrite,
        CopySettings copy,
        int movers,
        String workingDirectory)
        implements Serializable {

    /** The same job with other rules. */
    public JobSpec taking(TakeRules rules) {
        return new JobSpec(
                name, type, source, destination, rules, overwrite, copy, movers, workingDirectory);
    }
}
