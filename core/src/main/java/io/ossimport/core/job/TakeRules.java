package io.ossimport.core.job;

import java.io.Serializable;

/**
 * Which of the listed objects a job takes.
 *
 * @param sinceMillis only objects modified at or after this time, since 1970; 0 for all
 * @param untilMillis only objects modified at or before this time; {@link Long#MAX_VALUE} for all
 * @param followLinks whether symbolic links to files are taken as the files (local sources)
 * @param filter by name, size and storage class
 */
public record TakeRules(long sinceMillis, long untilMillis, boolean followLinks, FilterSpec filter)
        implements Serializable {

    public static final TakeRules ALL = new TakeRules(0, Long.MAX_VALUE, false, FilterSpec.NONE);

    /** The same for objects that were modified within these times, both included. */
    public TakeRules modified(long since, long until) {
        return new TakeRules(since, until, followLinks, filter);
    }
}
