package io.ossimport.core.job;

import java.io.Serializable;
import java.util.Objects;

/**
 * A job: everything that decides what a run of it does. Holds no secret and may be written down.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,128}}
 * @param source keys are relative to {@code source.prefix()}
 * @param destination a source key {@code source.prefix() + rest} goes to {@code
 *     destination.prefix() + rest}
 * @param movers how many movers one machine runs
 * @param workingDirectory where {@code jobs/<name>/} lies, absolute
 * @param input names the objects that it takes; {@link InputList#NONE} for all that are listed
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
        String workingDirectory,
        InputList input)
        implements Serializable {

    // Records of versions that knew no lists lack it.
    public JobSpec {
        input = Objects.requireNonNullElse(input, InputList.NONE);
    }

    /** A job over all that the source lists. */
    public JobSpec(
            String name,
            JobType type,
            StoreSpec source,
            StoreSpec destination,
            TakeRules take,
            OverwritePolicy overwrite,
            CopySettings copy,
            int movers,
            String workingDirectory) {
        this(
                name,
                type,
                source,
                destination,
                take,
                overwrite,
                copy,
                movers,
                workingDirectory,
                InputList.NONE);
    }

    /** The same job with other rules. */
    public JobSpec taking(TakeRules rules) {
        return new JobSpec(
                name,
                type,
                source,
                destination,
                rules,
                overwrite,
                copy,
                movers,
                workingDirectory,
                input);
    }

    /** The same job over the objects of a list. */
    public JobSpec over(InputList list) {
        return new JobSpec(
                name,
                type,
                source,
                destination,
                take,
                overwrite,
                copy,
                movers,
                workingDirectory,
                list);
    }
}
