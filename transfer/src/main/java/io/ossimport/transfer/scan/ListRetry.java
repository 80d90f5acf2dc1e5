package io.ossimport.transfer.scan;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.Backoff;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tries a call again where that can help: a few times after passing faults, for a quarter of an
 * hour while the store asks to slow down. Safe for many threads.
 */
public final class ListRetry {

    private static final int MOST_THROTTLES = 60;

    private final int attempts;
    private final Backoff backoff;
    private final ScheduledExecutorService timer;

    public ListRetry(int attempts, Backoff backoff, ScheduledExecutorService timer) {
        this.attempts = attempts;
        this.backoff = backoff;
        this.timer = timer;
    }

    /** As many tries as the job allows, with the waits of {@link Backoff#ofStores}. */
    public static ListRetry of(JobSpec job, Random random, ScheduledExecutorService timer) {
        return new ListRetry(job.copy().attempts(), Backoff.ofStores(random), timer);
    }

    /** The call's answer, or the {@link StoreException} of its last try. */
    public <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(call, result, 1, 0);
        return result;
    }

    private <T> void attempt(
            Supplier<CompletableFuture<T>> call,
            CompletableFuture<T> result,
            int attempt,
            int throttles) {
        var unused =
                call.get()
                        .whenComplete(
                                (value, error) -> {
                                    if (error == null) {
                                        result.complete(value);
                                    } else {
                                        again(
                                                call,
                                                result,
                                                attempt,
                                                throttles,
                                                StoreException.cause(error));
                                    }
                                });
    }

    private <T> void again(
            Supplier<CompletableFuture<T>> call,
            CompletableFuture<T> result,
            int attempt,
            int throttles,
            Throwable error) {
        StoreException.Retry kind =
                error instanceof StoreException failure
                        ? failure.kind().retry()
                        : StoreException.Retry.NEVER;
        boolean throttled =
                kind == StoreException.Retry.AFTER_SLOWDOWN && throttles < MOST_THROTTLES;
        boolean backedOff = kind == StoreException.Retry.AFTER_BACKOFF && attempt < attempts;
        if (!throttled && !backedOff) {
            result.completeExceptionally(error);
            return;
        }
        long wait = backoff.millis(throttled ? throttles + 1 : attempt);
        Duration asked = error instanceof StoreException failure ? failure.retryAfter() : null;
        Runnable next =
                () ->
                        attempt(
                                call,
                                result,
                                throttled ? attempt : attempt + 1,
                                throttled ? throttles + 1 : throttles);
        try {
            var unused =
                    timer.schedule(
                            next,
                            Math.max(wait, asked == null ? 0 : asked.toMillis()),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(error); // closed in the meantime
        }
    }
}
