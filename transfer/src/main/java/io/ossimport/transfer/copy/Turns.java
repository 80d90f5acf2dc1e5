package io.ossimport.transfer.copy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets transfers begin, never more than a number that may change and never more than a fixed sum of
 * bytes at once (one always may).
 *
 * <p>A transfer that ends makes room for one other, which begins on the same thread: where each
 * event loop has its own connections, it stays with them. All others begin on the mover's own
 * thread. Safe for many threads; calls {@code fresh} while holding its lock.
 */
final class Turns {

    private final Object lock = new Object();
    private final IntSupplier maxTransfers;
    private final long maxBytes;
    private final Supplier<@Nullable ObjectCopy> fresh;
    private final Runnable idle;
    private final ScheduledExecutorService own;
    private final ThreadLocal<Allowance> allowance = ThreadLocal.withInitial(Allowance::new);

    // guarded by lock
    private final Deque<Transfer> ready = new ArrayDeque<>();
    private final Set<Transfer> underWay = new HashSet<>();
    private int running;
    private long runningBytes;
    private boolean wakeAsked;
    private boolean stopped;

    /**
     * @param maxTransfers how many may run at present, at least one; when it has grown, the next
     *     end of a transfer lets more begin. Called while a lock of this is held
     * @param fresh gives the next object when nothing else is ready; null when there is none
     * @param idle called when none is under way and none can begin
     * @param own the mover's thread
     */
    Turns(
            IntSupplier maxTransfers,
            long maxBytes,
            Supplier<@Nullable ObjectCopy> fresh,
            Runnable idle,
            ScheduledExecutorService own) {
        this.maxTransfers = maxTransfers;
        this.maxBytes = maxBytes;
        this.fresh = fresh;
        this.idle = idle;
        this.own = own;
    }

    /** Gives {@code transfer} its turn before objects that have not begun. */
    void submit(Transfer transfer) {
        synchronized (lock) {
            ready.addLast(transfer);
        }
        wake();
    }

    /** The same, not before {@code millis} have passed. */
    void submitLater(Transfer transfer, long millis) {
        later(() -> submit(transfer), millis);
    }

    /** Runs something short after {@code millis}; not at all when the mover was closed. */
    void later(Runnable task, long millis) {
        try {
            var unused = own.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed: nothing is to happen any more
        }
    }

    /** A transfer has ended: lets another begin. */
    void done(Transfer transfer) {
        synchronized (lock) {
            running--;
            underWay.remove(transfer);
            runningBytes -= transfer.bytes();
        }
        if (start(1)) {
            wake(); // where one could begin, there may be more
        }
    }

    /** There may be something new to begin. */
    void wake() {
        synchronized (lock) {
            if (wakeAsked || stopped || running >= maxTransfers.getAsInt()) {
                return;
            }
            wakeAsked = true;
        }
        later(
                () -> {
                    synchronized (lock) {
                        wakeAsked = false;
                    }
                    start(Integer.MAX_VALUE);
                },
                0);
    }

    /** Lets nothing begin any more. */
    void stop() {
        synchronized (lock) {
            stopped = true;
            ready.clear();
        }
    }

    boolean isStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    int running() {
        synchronized (lock) {
            return running;
        }
    }

    /** How many transfers under way wait for what. */
    Map<Wait, Integer> waits() {
        Map<Wait, Integer> waits = new EnumMap<>(Wait.class);
        synchronized (lock) {
            underWay.forEach(transfer -> waits.merge(transfer.waitsFor(), 1, Integer::sum));
        }
        return waits;
    }

    /** How many transfers a thread may begin, while it is at it. */
    private static final class Allowance {
        boolean active;
        long left;
    }

    // A loop, not a recursion, where a store answers at once.
    private boolean start(int most) {
        Allowance mine = allowance.get();
        mine.left += most;
        if (mine.active) {
            return false;
        }
        mine.active = true;
        boolean started = false;
        try {
            while (mine.left > 0) {
                mine.left--;
                Transfer next = next();
                if (next == null) {
                    if (running() == 0) {
                        idle.run();
                    }
                    return started;
                }
                next.start();
                started = true;
            }
            return started;
        } finally {
            mine.active = false;
            mine.left = 0;
        }
    }

    private @Nullable Transfer next() {
        synchronized (lock) {
            if (stopped || running >= maxTransfers.getAsInt()) {
                return null;
            }
            Transfer next = ready.isEmpty() ? fresh.get() : ready.removeFirst();
            if (next == null) {
                return null;
            }
            if (running > 0 && runningBytes + next.bytes() > maxBytes) {
                ready.addFirst(next);
                return null;
            }
            running++;
            underWay.add(next);
            runningBytes += next.bytes();
            return next;
        }
    }
}
