package io.ossimport.core.job;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A job: everything that decides what a run of it does. Holds no secret and may be written down.
 *
 * @param name {@code [a-zA-Z0-9_-]{1,128}}
 * @param source keys are relative to {@code source.prefix()}
 * @param destination a source key {@code source.prefix() + rest} goes to {@code
 *     destination.prefix() + rest}, when no rule gives it another name
 * @param movers how many movers one machine runs
 * @param workingDirectory where {@code jobs/<name>/} lies, absolute
 * @param input names the objects that it takes; {@link InputList#NONE} for all that are listed.
 *     With rules at least {@link InputList#SCAN}, since only who has seen all keys knows which of
 *     them would go to one place
 * @param keyRules applied to {@code rest}, one after another
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
        InputList input,
        List<KeyRule> keyRules)
        implements Serializable {

    // Records of versions that knew no lists or rules lack them.
    public JobSpec {
        keyRules = List.copyOf(Objects.requireNonNullElse(keyRules, List.of()));
        InputList given = Objects.requireNonNullElse(input, InputList.NONE);
        input = given.given() || keyRules.isEmpty() ? given : InputList.SCAN;
    }

    /** A job over all that the source lists, under the same names. */
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
                InputList.NONE,
                List.of());
    }

    /** The same job with other rules of what it takes. */
    public JobSpec taking(TakeRules rules) {
        return with(rules, input);
    }

    /** The same job over the objects of a list. */
    public JobSpec over(InputList list) {
        return with(take, list);
    }

    private JobSpec with(TakeRules rules, InputList list) {
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
                list,
                keyRules);
    }
}
