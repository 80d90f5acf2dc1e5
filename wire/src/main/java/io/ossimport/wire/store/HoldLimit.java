package io.ossimport.wire.store;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * Lets only so many bytes be held in memory at once. Who finds no room waits, in the order of
 * asking. Safe for many threads.
 */
final class HoldLimit {

    /** A quarter of the heap, for all stores of the process. */
    static final HoldLimit SHARED = new HoldLimit(Runtime.getRuntime().maxMemory() / 4);

    private final long limit;

    // guarded by this
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private long held;

    /** Someone who waits for room. */
    private record Waiter(long bytes, CompletableFuture<Void> turn) {}

    /**
     * @param limit in bytes
     */
    HoldLimit(long limit) {
        this.limit = limit;
    }

    /** In bytes; more than that can never be held. */
    long limit() {
        return limit;
    }

    /**
     * Completes when {@code bytes} may be held; each is to be answered by one {@link #release}.
     *
     * @param bytes at most {@link #limit}
     */
    CompletableFuture<Void> acquire(long bytes) {
        synchronized (this) {
            if (!waiting.isEmpty() || held + bytes > limit) {
                Waiter waiter = new Waiter(bytes, new CompletableFuture<>());
                waiting.add(waiter);
                return waiter.turn;
            }
            held += bytes;
        }
        return CompletableFuture.completedFuture(null);
    }

    void release(long bytes) {
        ArrayDeque<Waiter> next = new ArrayDeque<>();
        synchronized (this) {
            held -= bytes;
            while (!waiting.isEmpty() && held + waiting.peek().bytes <= limit) {
                Waiter waiter = waiting.remove();
                held += waiter.bytes;
                next.add(waiter);
            }
        }
        next.forEach(waiter -> waiter.turn.complete(null));
    }
}
