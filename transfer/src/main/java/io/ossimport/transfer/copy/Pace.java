package io.ossimport.transfer.copy;

import java.util.function.LongSupplier;

/**
 * Keeps a stream of bytes to a rate, which may change: bytes are taken first and paid for by
 * waiting before the next are asked for. Safe for many threads.
 */
public final class Pace {

    private static final double BURST_SECONDS = 0.1;

    private final LongSupplier nanoTime;
    private volatile double bytesPerSecond;

    // guarded by this
    private long taken;
    private double paid;
    private long paidAtNanos;

    /**
     * @param bytesPerSecond infinite for no limit
     * @param nanoTime as {@link System#nanoTime}
     */
    public Pace(double bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.paidAtNanos = nanoTime.getAsLong();
    }

    /** Keeps to another rate from now on. */
    public synchronized void limit(double bytesPerSecond) {
        pay();
        this.bytesPerSecond = bytesPerSecond;
    }

    public void took(int bytes) {
        if (isLimited()) {
            synchronized (this) {
                pay();
                taken += bytes;
            }
        }
    }

    /** The bytes that were taken so far, all of which are to be paid for before one takes more. */
    public long taken() {
        if (!isLimited()) {
            return 0;
        }
        synchronized (this) {
            return taken;
        }
    }

    /**
     * How long until so many bytes are paid for at the present rate; 0 or less when they are.
     *
     * @param bytes what {@link #taken} gave
     */
    public long waitMillis(long bytes) {
        if (!isLimited()) {
            return 0;
        }
        synchronized (this) {
            pay();
            return (long) ((bytes - paid) / bytesPerSecond * 1000);
        }
    }

    private boolean isLimited() {
        return bytesPerSecond < Double.POSITIVE_INFINITY;
    }

    private void pay() {
        long now = nanoTime.getAsLong();
        if (isLimited()) {
            double earned = bytesPerSecond * (now - paidAtNanos) / 1e9;
            paid = Math.min(paid + earned, taken + bytesPerSecond * BURST_SECONDS);
        } else {
            paid = taken;
        }
        paidAtNanos = now;
    }
}
