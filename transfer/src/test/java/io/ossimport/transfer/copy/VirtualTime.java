package io.ossimport.transfer.copy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor whose time passes only while {@link #runUntil} works through what is due, on the
 * caller's thread and in order. For one thread.
 */
final class VirtualTime extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong((Task task) -> task.atNanos)
                            .thenComparingLong(task -> task.order));
    private long nowNanos;
    private long scheduled;

    long nanoTime() {
        return nowNanos;
    }

    double seconds() {
        return nowNanos / 1e9;
    }

    Clock clock() {
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
                return Instant.ofEpochMilli(1 + nowNanos / 1_000_000);
            }
        };
    }

    /** Lets time pass until {@code seconds} after the beginning. */
    void runUntil(double seconds) {
        long until = (long) (seconds * 1e9);
        while (true) {
            Task next = tasks.peek();
            if (next == null || next.atNanos > until) {
                nowNanos = until;
                return;
            }
            tasks.remove();
            nowNanos = next.atNanos;
            next.run();
        }
    }

    void later(Duration delay, Runnable task) {
        var unused = schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Completes after {@code delay}. */
    CompletionStage<Void> after(Duration delay) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        later(delay, () -> done.complete(null));
        return done;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, nowNanos + unit.toNanos(Math.max(0, delay)), scheduled++);
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        var unused = schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private static final class Task extends FutureTask<@Nullable Object>
            implements RunnableScheduledFuture<@Nullable Object> {
        private final Runnable command;
        private final long atNanos;
        private final long order;

        Task(Runnable command, long atNanos, long order) {
            super(command, null);
            this.command = command;
            this.atNanos = atNanos;
            this.order = order;
        }

        @Override
        public void run() {
            command.run(); // what it throws fails the test
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
