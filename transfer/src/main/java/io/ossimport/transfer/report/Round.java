package io.ossimport.transfer.report;

/**
 * A round of a job that goes on by itself: a run among others of its kind, each due an interval
 * after the one before. The times at which rounds are due do not move, however late or long a round
 * is.
 *
 * @param number from 1; a run that is gone on with keeps it, one that has to be begun again too
 * @param firstMillis when the first round began, since 1970; all others are due whole intervals
 *     later
 * @param everyMillis the interval as this round began
 * @param slackMillis how much earlier than an earlier round's start it takes objects from, where
 *     the source's open uploads could not be listed
 * @param identity of the job, see {@link JobRecord#identity}: rounds of the same one belong
 *     together
 */
public record Round(
        int number, long firstMillis, long everyMillis, long slackMillis, String identity) {

    public Round {
        if (number < 1 || everyMillis < 1) {
            throw new IllegalArgumentException("round " + number + " each " + everyMillis + " ms");
        }
    }

    /** When the next round is due after one that began at this time. */
    public long nextMillis(long beganMillis) {
        return nextMillis(beganMillis, everyMillis);
    }

    /** The same with another interval. */
    public long nextMillis(long beganMillis, long interval) {
        return firstMillis + (Math.floorDiv(beganMillis - firstMillis, interval) + 1) * interval;
    }
}
