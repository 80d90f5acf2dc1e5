package io.ossimport.transfer.copy;

import java.util.concurrent.TimeUnit;

/**
 * The requests a second that a store takes, as found out by additive increase and multiplicative
 * decrease (AIMD), with the increase of CUBIC (RFC 9438).
 *
 * <p>Answers are judged by the <em>round</em>: those to requests that were sent after the last
 * decrease, over {@value #ROUND_MILLIS} ms and {@value #ROUND_ANSWERS} answers at least. A round
 * with more than {@link #TOLERATED} throttled decreases the rate, once, to {@link #DECREASE} of
 * what the store took in it:
 *
 * <pre>
 *   peak = rate * accepted / answered        rate = DECREASE * peak
 * </pre>
 *
 * <p>From then on, {@code t} seconds later, the rate is {@code peak + CUBIC * (t - k)^3}, where
 * {@code k} makes it continuous: it comes back to the peak in haste, stays near it for long, and
 * looks for more ever faster. It never rises beyond {@link #MOST_UNUSED} times of what is sent.
 *
 * <p>Requests leave evenly, as from a {@link TokenBucket}. Knows no clock: each method is told the
 * time, which never falls. For one thread at a time.
 */
final class AimdRate {

    static final double DECREASE = 0.8;

    /** Requests a second, by the third power of seconds; of RFC 9438 and of the AWS SDKs. */
    private static final double CUBIC = 0.4;

    /** Never slower than this, so that the end of the throttling is noticed. */
    static final double LEAST = 1;

    /** A store that is not at its limit still refuses one request now and then. */
    private static final double TOLERATED = 0.005;

    /** No round decreases the rate further than to {@link #DECREASE} of this. */
    private static final double LEAST_TAKEN = 0.25;

    private static final double MOST_UNUSED = 2;

    private static final int ROUND_ANSWERS = 10;
    static final long ROUND_MILLIS = 250;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);

    /** A round ends by then, however few answers came. */
    private static final long LONGEST_ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long GROW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private double perSecond;
    private double peak;
    private long decreasedNanos;
    private long growsSinceNanos;
    private long grownNanos;
    private long pausedUntilNanos;

    private final TokenBucket tokens;

    private long roundBeganNanos;
    private int answers;
    private int throttled;

    /**
     * Begins with a first decrease.
     *
     * @param sentPerSecond how many requests a second were sent until now
     */
    AimdRate(long nowNanos, double sentPerSecond) {
        this.pausedUntilNanos = nowNanos;
        this.tokens = new TokenBucket(nowNanos);
        decrease(nowNanos, sentPerSecond);
    }

    private void decrease(long nowNanos, double taken) {
        peak = Math.max(LEAST, taken);
        perSecond = Math.max(LEAST, DECREASE * peak);
        tokens.endBurst();
        decreasedNanos = nowNanos;
        growsSinceNanos = later(nowNanos, pausedUntilNanos);
        grownNanos = nowNanos;
        beginRound();
    }

    private void beginRound() {
        answers = 0;
        throttled = 0;
    }

    double perSecond() {
        return perSecond;
    }

    /** How long nothing may be sent from now on, in nanoseconds; 0 when there is no pause. */
    long pauseNanos(long nowNanos) {
        return Math.max(0, pausedUntilNanos - nowNanos);
    }

    /** Lets nothing be sent for so long. The rate does not grow in the meantime. */
    void pause(long nowNanos, long nanos) {
        long until = nowNanos + nanos;
        long begins = later(nowNanos, pausedUntilNanos);
        if (until - begins > 0) {
            pausedUntilNanos = until;
            growsSinceNanos += until - begins;
            tokens.pauseUntil(until);
        }
    }

    /**
     * A request was answered.
     *
     * @param sentNanos when it was sent; what was sent before the last decrease tells nothing of
     *     the rate since
     * @param isThrottled whether the store asked for fewer requests
     * @param sentPerSecond how many are sent at present
     */
    void answered(long nowNanos, long sentNanos, boolean isThrottled, double sentPerSecond) {
        if (sentNanos - decreasedNanos <= 0) {
            return;
        }
        if (answers == 0) {
            roundBeganNanos = nowNanos;
        }
        answers++;
        throttled += isThrottled ? 1 : 0;
        long elapsed = nowNanos - roundBeganNanos;
        boolean isWhole = elapsed >= ROUND_NANOS && answers >= ROUND_ANSWERS;
        if (!isWhole && elapsed < LONGEST_ROUND_NANOS) {
            return;
        }
        if (throttled > TOLERATED * answers) {
            double accepted = Math.max(LEAST_TAKEN, 1 - (double) throttled / answers);
            decrease(nowNanos, accepted * Math.min(perSecond, MOST_UNUSED * sentPerSecond));
        } else {
            beginRound();
        }
    }

    /** Takes leave to send one request now; false when it has to wait. */
    boolean take(long nowNanos, double sentPerSecond) {
        if (pausedUntilNanos - nowNanos > 0) {
            return false;
        }
        grow(nowNanos, sentPerSecond);
        if (!tokens.mayTake(nowNanos, perSecond)) {
            return false;
        }
        tokens.take();
        return true;
    }

    private void grow(long nowNanos, double sentPerSecond) {
        if (nowNanos - grownNanos < GROW_NANOS) {
            return;
        }
        grownNanos = nowNanos;
        double seconds = Math.max(0, nowNanos - growsSinceNanos) / 1e9;
        double k = Math.cbrt(peak * (1 - DECREASE) / CUBIC);
        double cubic = peak + CUBIC * Math.pow(seconds - k, 3);
        perSecond = Math.max(perSecond, Math.min(cubic, MOST_UNUSED * sentPerSecond));
    }

    /** How long until {@link #take} may say yes, in nanoseconds. */
    long waitNanos(long nowNanos) {
        long pause = pauseNanos(nowNanos);
        return pause > 0 ? pause : tokens.waitNanos(perSecond);
    }

    private static long later(long nanos, long other) {
        return nanos - other > 0 ? nanos : other;
    }
}
