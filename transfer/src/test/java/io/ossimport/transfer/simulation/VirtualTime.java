package io.ossimport.transfer.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Time that passes only while what is due is worked through, on the caller's thread and in order.
 * For one thread.
 */
public final class VirtualTime {

    private static final long BEGIN_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final PriorityQueue<Due> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong(Due::atNanos).thenComparingLong(Due::order));
    private long nowNanos;
    private long scheduled;

    private record Due(long atNanos, long order, Runnable task) {}

    /** Since the beginning. */
    public long nanoTime() {
        return nowNanos;
    }

    /** Since the beginning. */
    public double seconds() {
        return nowNanos / 1e9;
    }

    /** The time of day, from the beginning of 2026 on. */
    public long millis() {
        return BEGIN_MILLIS + nowNanos / 1_000_000;
    }

    public Clock clock() {
        return clock(Duration.ZERO);
    }

    /** A clock that is wrong by so much. */
    public Clock clock(Duration wrong) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(VirtualTime.this.millis()).plus(wrong);
            }
        };
    }

    /** An executor of which time runs the tasks, until it is shut down. */
    public VirtualExecutor executor() {
        return new VirtualExecutor(this);
    }

    /** Goes on to the next thing that is due, and does it; false when there is none. */
    boolean runNext() {
        Due next = tasks.poll();
        if (next == null) {
            return false;
        }
        nowNanos = next.atNanos;
        next.task.run(); // what it throws fails the test
        return true;
    }

    /** Lets time pass until {@code seconds} after the beginning. */
    public void runUntil(double seconds) {
        long until = (long) (seconds * 1e9);
        while (!tasks.isEmpty() && tasks.peek().atNanos <= until) {
            runNext();
        }
        nowNanos = until;
    }

    public void later(Duration delay, Runnable task) {
        laterNanos(delay.toNanos(), task);
    }

    void laterMillis(long millis, Runnable task) {
        laterNanos(millis * 1_000_000, task);
    }

    void laterNanos(long nanos, Runnable task) {
        tasks.add(new Due(nowNanos + Math.max(0, nanos), scheduled++, task));
    }

    /** Completes after {@code delay}. */
    public CompletionStage<Void> after(Duration delay) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        later(delay, () -> done.complete(null));
        return done;
    }
}
