package io.ossimport.core.job;

import java.time.Duration;

/**
 * How a job goes on by itself when a run has come to its end: with another, round after round.
 *
 * @param every from the time at which one round is due to that of the next; a second at least
 * @param slack as {@link TakeRules#slackMillis}, for rounds that find the time to begin with
 */
public record RoundRules(Duration every, Duration slack) {

    public RoundRules {
        if (every.toSeconds() < 1) {
            throw new IllegalArgumentException("less than a second: " + every);
        }
    }
}
