package io.ossimport.transfer.copy;

/**
 * Keeps a stream of bytes to a rate: bytes are taken first and paid for by waiting before the next
 * are asked for. Safe for many threads.
 */
public final class Pace {

    private static final long BURST_NANOS = 100_000_000;

    private final double nanosPerByte;
    private long paidUntilNanos = System.nanoTime();

    public Pace(long bytesPerSecond) {
        this.nanosPerByte = 1e9 / bytesPerSecond;
    }

    public synchronized void took(int bytes) {
        long earliest = System.nanoTime() - BURST_NANOS;
        if (paidUntilNanos - earliest < 0) {
            paidUntilNanos = earliest;
        }
        paidUntilNanos += (long) (bytes * nanosPerByte);
    }

    /** How long to wait before asking for more; 0 or less for not at all. */
    public synchronized long waitMillis() {
        return (paidUntilNanos - System.nanoTime()) / 1_000_000;
    }
}
