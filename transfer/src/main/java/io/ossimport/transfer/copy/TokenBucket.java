package io.ossimport.transfer.copy;

/**
 * Lets so many requests a second leave, evenly, with a burst of {@link #BURST_SECONDS} at most.
 * Knows no clock: each method is told the time. For one thread at a time.
 */
final class TokenBucket {

    private static final double BURST_SECONDS = 0.05;

    private double tokens;
    private long filledNanos;

    /** An empty one. */
    TokenBucket(long nowNanos) {
        this.filledNanos = nowNanos;
    }

    /** Whether one request may leave by now, at this rate. */
    boolean mayTake(long nowNanos, double perSecond) {
        long elapsed = Math.max(0, nowNanos - filledNanos);
        double most = Math.max(1, perSecond * BURST_SECONDS);
        tokens = Math.min(most, tokens + perSecond * elapsed / 1e9);
        filledNanos += elapsed;
        return tokens >= 1;
    }

    /** Takes the leave that {@link #mayTake} has found. */
    void take() {
        tokens--;
    }

    /** Gives up what was saved for a burst. */
    void endBurst() {
        tokens = Math.min(tokens, 1);
    }

    /** Saves nothing before {@code nanos}. */
    void pauseUntil(long nanos) {
        endBurst();
        filledNanos = nanos;
    }

    /** How long until {@link #mayTake} says yes, in nanoseconds. */
    long waitNanos(double perSecond) {
        return (long) (Math.max(0, 1 - tokens) * 1e9 / perSecond);
    }
}
