package io.ossimport.transfer.copy;

import io.ossimport.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows all calls to one store down when it asks for fewer, and finds out how many it takes; and
 * keeps them to the number that the user allows.
 *
 * <p>Three states. <em>Unlimited</em>, until a first answer is throttled or the user sets a limit:
 * calls pass at once. <em>Limited</em>, from then on: calls wait in the order they came and leave
 * at the rate of {@link AimdRate}, and no faster than the user allows. <em>Paused</em>: the store
 * said how long to wait, and nothing leaves before.
 *
 * <p>No thread ever waits: what has to is begun by the mover's own thread when its time comes. The
 * queue is as long as the callers make it, so whoever begins transfers asks {@link #transfers}
 * first. A call that holds a body open waits {@link #LONGEST_WAIT} at most, then fails as throttled
 * without having been sent. Safe for many threads; calls nobody while holding its lock.
 */
final class AimdRateLimiter implements AutoCloseable {

    /** A source may close a connection that nobody reads from for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** A store that asks for a longer pause is asked again after this one. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** A pause lasts up to so much longer, so that movers do not come back together. */
    private static final double PAUSE_JITTER = 0.1;

    /** So many seconds' worth of transfers may be under way, well within the longest wait. */
    private static final double TRANSFERS_SECONDS = 5;

    private static final long SHORT_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final LongSupplier nanoTime;
    private final Random random;
    private final ScheduledExecutorService own;
    private final SentRate sent;
    private final Object lock = new Object();

    // Written while holding the lock, once; what it refers to is guarded by the lock.
    private volatile @Nullable AimdRate rate;
    private volatile double allowedPerSecond = Double.POSITIVE_INFINITY;

    // guarded by lock
    private final TokenBucket allowed;
    private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
    private boolean wakeAsked;
    private boolean closed;

    /**
     * @param name the store's, for messages
     * @param nanoTime as {@link System#nanoTime}
     * @param own the mover's thread
     */
    AimdRateLimiter(
            String name, LongSupplier nanoTime, Random random, ScheduledExecutorService own) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.random = random;
        this.own = own;
        this.sent = new SentRate(nanoTime.getAsLong());
        this.allowed = new TokenBucket(nanoTime.getAsLong());
    }

    /**
     * Lets no more requests a second leave from now on, whatever the store would take.
     *
     * @param requestsPerSecond infinite for no limit
     */
    void limit(double requestsPerSecond) {
        synchronized (lock) {
            allowedPerSecond = requestsPerSecond;
        }
    }

    /**
     * Whether a call may be made just so, which this then counts. Of its answer, only {@link
     * #throttled} need be told.
     */
    boolean isUnlimited() {
        if (rate != null || isAllowedSome()) {
            return false;
        }
        sent.count(nanoTime.getAsLong());
        return true;
    }

    private boolean isAllowedSome() {
        return allowedPerSecond < Double.POSITIVE_INFINITY;
    }

    /** Makes a call as soon as it may be made, and learns from its answer. */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        return call(call, null);
    }

    /**
     * The same for a call that must not wait for long.
     *
     * @param givenUp run when it has waited too long, before it fails as throttled; or null for a
     *     call that may wait
     */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call, @Nullable Runnable givenUp) {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            if ((!waiting.isEmpty() || !takes(now)) && !closed) {
                Waiting<T> queued = new Waiting<>(call, givenUp, now + LONGEST_WAIT.toNanos());
                waiting.addLast(queued);
                wakeLater(now);
                return queued.result;
            }
        }
        return begin(call, now);
    }

    private boolean takes(long now) {
        boolean isAllowedSome = isAllowedSome();
        if (isAllowedSome && !allowed.mayTake(now, allowedPerSecond)) {
            return false;
        }
        AimdRate limit = rate;
        if (limit != null && !limit.take(now, sent.perSecond(now))) {
            return false;
        }
        if (isAllowedSome) {
            allowed.take();
        }
        return true;
    }

    private <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> call, long now) {
        sent.count(now);
        CompletionStage<T> answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        var unused = answer.whenComplete((value, error) -> answered(now, error));
        return answer;
    }

    private void answered(long sentNanos, @Nullable Throwable error) {
        if (error != null
                && StoreException.cause(error) instanceof StoreException failure
                && failure.kind() == StoreException.Kind.THROTTLED) {
            throttled(sentNanos, failure);
            return;
        }
        if (rate == null) {
            return;
        }
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            AimdRate limit = rate;
            if (limit != null) {
                limit.answered(now, sentNanos, false, sent.perSecond(now));
            }
        }
    }

    /** A call that passed while this {@link #isUnlimited} was throttled. */
    void throttled(StoreException error) {
        AimdRate limit = rate;
        if (limit == null || error.retryAfter() != null) {
            long now = nanoTime.getAsLong();
            synchronized (lock) {
                limited(now);
                pause(now, error);
            }
        }
    }

    private void throttled(long sentNanos, StoreException error) {
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            // An answer to what was sent before there was a limit counts for nothing more.
            limited(now).answered(now, sentNanos, true, sent.perSecond(now));
            pause(now, error);
        }
    }

    private AimdRate limited(long now) {
        AimdRate limit = rate;
        if (limit == null) {
            limit = new AimdRate(now, sent.perSecond(now));
            rate = limit;
        }
        return limit;
    }

    private void pause(long now, StoreException error) {
        Duration asked = error.retryAfter();
        AimdRate limit = rate;
        if (asked == null || limit == null) {
            return;
        }
        long nanos = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
        limit.pause(now, nanos + (long) (nanos * PAUSE_JITTER * random.nextDouble()));
    }

    /** How many transfers may be under way: none of them is to wait for long. At least one. */
    int transfers() {
        if (rate == null) {
            return Integer.MAX_VALUE;
        }
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            AimdRate limit = rate;
            if (limit == null) {
                return Integer.MAX_VALUE;
            }
            return limit.pauseNanos(now) > SHORT_PAUSE_NANOS ? 1 : transfers(limit.perSecond());
        }
    }

    /** The same, as the user limits them and not the store. */
    int transfersAllowed() {
        return transfers(allowedPerSecond);
    }

    private static int transfers(double perSecond) {
        return (int) Math.max(1, perSecond * TRANSFERS_SECONDS); // infinite becomes the greatest
    }

    /** Whether it is the user who holds calls back, and not the store. */
    boolean isHeldByUser() {
        synchronized (lock) {
            AimdRate limit = rate;
            return limit == null || allowedPerSecond < limit.perSecond();
        }
    }

    /** How many calls wait at this moment. */
    int held() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Requests a second that are let through at present; infinite while unlimited. */
    double perSecond() {
        synchronized (lock) {
            AimdRate limit = rate;
            return limit == null ? allowedPerSecond : Math.min(limit.perSecond(), allowedPerSecond);
        }
    }

    private void wakeLater(long now) {
        if (wakeAsked) {
            return;
        }
        AimdRate limit = rate;
        long wait =
                Math.max(
                        limit == null ? 0 : limit.waitNanos(now),
                        isAllowedSome() ? allowed.waitNanos(allowedPerSecond) : 0);
        long sleep = Math.min(Math.max(wait, SHORTEST_SLEEP_NANOS), LONGEST_SLEEP_NANOS);
        try {
            var unused = own.schedule(this::wake, sleep, TimeUnit.NANOSECONDS);
            wakeAsked = true;
        } catch (RejectedExecutionException e) {
            // The mover was closed: as with every other wait of its, nothing comes of it any more.
        }
    }

    private void wake() {
        giveUpExpired();
        while (true) {
            Waiting<?> next;
            long now = nanoTime.getAsLong();
            synchronized (lock) {
                wakeAsked = false;
                if (waiting.isEmpty()) {
                    return;
                }
                if (!takes(now)) {
                    wakeLater(now);
                    return;
                }
                next = waiting.removeFirst();
            }
            next.begin(now);
        }
    }

    private void giveUpExpired() {
        List<Waiting<?>> expired = new ArrayList<>(0);
        long now = nanoTime.getAsLong();
        synchronized (lock) {
            for (Iterator<Waiting<?>> all = waiting.iterator(); all.hasNext(); ) {
                Waiting<?> each = all.next();
                if (each.givenUp != null && each.untilNanos - now < 0) {
                    all.remove();
                    expired.add(each);
                }
            }
        }
        for (Waiting<?> each : expired) {
            each.fail(StoreException.Kind.THROTTLED, "not sent, for the store takes no more");
        }
    }

    /** Fails what waits. Calls that come later are made at once. */
    @Override
    public void close() {
        List<Waiting<?>> all;
        synchronized (lock) {
            closed = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        for (Waiting<?> each : all) {
            each.fail(StoreException.Kind.UNAVAILABLE, "stopped");
        }
    }

    /** A call that is to be made later. */
    private final class Waiting<T> {
        private final Supplier<CompletionStage<T>> call;
        private final @Nullable Runnable givenUp;
        private final long untilNanos;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        Waiting(Supplier<CompletionStage<T>> call, @Nullable Runnable givenUp, long untilNanos) {
            this.call = call;
            this.givenUp = givenUp;
            this.untilNanos = untilNanos;
        }

        void begin(long now) {
            var unused =
                    AimdRateLimiter.this
                            .begin(call, now)
                            .whenComplete(
                                    (value, error) -> {
                                        if (error == null) {
                                            result.complete(value);
                                        } else {
                                            result.completeExceptionally(
                                                    StoreException.cause(error));
                                        }
                                    });
        }

        void fail(StoreException.Kind kind, String detail) {
            if (givenUp != null) {
                givenUp.run();
            }
            result.completeExceptionally(
                    StoreException.of(kind, "wait for", name).detail(detail).build());
        }
    }
}
