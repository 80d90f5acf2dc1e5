package io.ossimport.transfer.move;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes whoever polls a mover. Waking costs more than an outcome, so outcomes are handed over by
 * the batch; nothing else waits. Safe for many threads; no lock is held while somebody is woken.
 */
final class Availability {

    /** So many outcomes are a batch. */
    private static final int BATCH = 64;

    /** No outcome waits longer for its batch to fill. */
    private static final long BATCH_MILLIS = 5;

    /** Runs something later. */
    interface Timer {
        void later(Runnable task, long millis);
    }

    private final Object lock;
    private final BooleanSupplier isAvailable;
    private final Timer timer;

    // guarded by lock
    private boolean signalIsDue;
    private @Nullable CompletableFuture<Void> waiter;

    /**
     * @param lock under which {@code isAvailable} is asked
     */
    Availability(Object lock, BooleanSupplier isAvailable, Timer timer) {
        this.lock = lock;
        this.isAvailable = isAvailable;
        this.timer = timer;
    }

    /** Completes when there is something; at once when that is so already. */
    CompletableFuture<Void> await() {
        synchronized (lock) {
            if (isAvailable.getAsBoolean()) {
                return CompletableFuture.completedFuture(null);
            }
            if (waiter == null) {
                waiter = new CompletableFuture<>();
            }
            return waiter;
        }
    }

    /** There is one more outcome, of {@code ready} that wait to be polled. */
    void outcome(int ready) {
        if (ready >= BATCH) {
            signal();
            return;
        }
        synchronized (lock) {
            if (waiter == null || signalIsDue) {
                return;
            }
            signalIsDue = true;
        }
        timer.later(this::signal, BATCH_MILLIS);
    }

    /** There is something that nobody should wait for. */
    void signal() {
        CompletableFuture<Void> woken = null;
        synchronized (lock) {
            signalIsDue = false;
            if (waiter != null && isAvailable.getAsBoolean()) {
                woken = waiter;
                waiter = null;
            }
        }
        if (woken != null) {
            woken.complete(null);
        }
    }
}
