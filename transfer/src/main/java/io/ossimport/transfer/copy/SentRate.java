package io.ossimport.transfer.copy;

import java.util.concurrent.atomic.LongAdder;

/**
 * Measures how many calls a second are made, over the last half second or so. Counting one costs a
 * few nanoseconds and allocates nothing. Safe for many threads.
 */
final class SentRate {

    private static final long WINDOW_NANOS = 500_000_000;

    /** What comes within less says nothing about a second. */
    private static final long SHORTEST_NANOS = 100_000_000;

    private final LongAdder sent = new LongAdder();
    private volatile long windowBeganNanos;

    // guarded by this
    private long sentBefore;
    private double lastWindow;

    SentRate(long nowNanos) {
        this.windowBeganNanos = nowNanos;
    }

    void count(long nowNanos) {
        sent.increment();
        if (nowNanos - windowBeganNanos >= WINDOW_NANOS) {
            roll(nowNanos);
        }
    }

    private synchronized void roll(long nowNanos) {
        long elapsed = nowNanos - windowBeganNanos;
        if (elapsed < WINDOW_NANOS) {
            return; // another thread was first
        }
        long all = sent.sum();
        lastWindow = (all - sentBefore) * 1e9 / elapsed;
        sentBefore = all;
        windowBeganNanos = nowNanos;
    }

    /** The larger of what the last window had and what this one has so far. */
    synchronized double perSecond(long nowNanos) {
        long elapsed = Math.max(nowNanos - windowBeganNanos, SHORTEST_NANOS);
        return Math.max(lastWindow, (sent.sum() - sentBefore) * 1e9 / elapsed);
    }
}
