package io.ossimport.core.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * Which of the listed objects a job takes.
 *
 * @param sinceMillis only objects modified at or after this time, since 1970; 0 for all
 * @param untilMillis only objects modified at or before this time; {@link Long#MAX_VALUE} for all
 * @param followLinks whether symbolic links to files are taken as the files (local sources)
 * @param filter by name, size and storage class
 * @param autoSince whether a run finds {@code sinceMillis} when it begins, from the job's earlier
 *     runs; it is 0 until then
 * @param slackMillis how much earlier than an earlier run's start {@code sinceMillis} is then,
 *     where that run could not tell which multipart uploads were open
 */
public record TakeRules(
        long sinceMillis,
        long untilMillis,
        boolean followLinks,
        FilterSpec filter,
        boolean autoSince,
        long slackMillis)
        implements Serializable {

    /** The slack unless something else is asked for. */
    public static final Duration DEFAULT_SLACK = Duration.ofDays(7);

    public static final TakeRules ALL = new TakeRules(0, Long.MAX_VALUE, false, FilterSpec.NONE);

    /** Rules with a fixed time to begin with. */
    public TakeRules(long sinceMillis, long untilMillis, boolean followLinks, FilterSpec filter) {
        this(sinceMillis, untilMillis, followLinks, filter, false, 0);
    }

    /** The same for objects that were modified within these times, both included. */
    public TakeRules modified(long since, long until) {
        return new TakeRules(since, until, followLinks, filter);
    }

    /** The same with a time to begin with that each run finds. */
    public TakeRules sinceEarlierRuns(long slack) {
        return new TakeRules(0, untilMillis, followLinks, filter, true, slack);
    }
}
