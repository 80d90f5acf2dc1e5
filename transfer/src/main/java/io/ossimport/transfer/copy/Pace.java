package io.ossimport.transfer.copy;

import java.util.function.LongSupplier;

/**
 * Keeps a stream of bytes to a rate: bytes are taken first and paid for by waiting before the next
 * are asked for. Safe for many threads.
 */
public final class Pace {

    private static final long BURST_NANOS = 100_000_000;

    private final double nanosPerByte;
    private final LongSupplier nanoTime;
    private long paidUntilNanos;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    public Pace(long bytesPerSecond, LongSupplier nanoTime) {
        this.nanosPerByte = 1e9 / bytesPerSecond;
        this.nanoTime = nanoTime;
        this.paidUntilNanos = nanoTime.getAsLong();
    }

    public synchronized void took(int bytes) {
        long earliest = nanoTime.getAsLong() - BURST_NANOS;
        if (paidUntilNanos - earliest < 0) {
            paidUntilNanos = earliest;
        }
        paidUntilNanos += (long) (bytes * nanosPerByte);
    }

    /** How long to wait before asking for more; 0 or less for not at all. */
    public synchronized long waitMillis() {
        return (paidUntilNanos - nanoTime.getAsLong()) / 1_000_000;
    }
}
