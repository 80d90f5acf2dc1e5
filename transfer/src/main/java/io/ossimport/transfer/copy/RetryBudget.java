package io.ossimport.transfer.copy;

import io.ossimport.core.store.StoreException;
import java.time.Duration;

/**
 * How often one object or part may still be tried. Being throttled uses up no attempt, but after a
 * quarter of an hour of it there is no other try. For one thread at a time.
 */
final class RetryBudget {

    /** What {@link #waitMillis} gives when there is no other try. */
    static final long NONE = -1;

    private static final long MOST_THROTTLED_NANOS = Duration.ofMinutes(15).toNanos();

    private final CopyContext context;
    private int attempts;
    private int throttles;
    private long throttledSinceNanos;

    RetryBudget(CopyContext context) {
        this.context = context;
    }

    void begin() {
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    /** What has begun was no attempt. */
    void takeBack() {
        attempts--;
    }

    /**
     * How long to wait before the next try after {@code error}, or {@link #NONE}. The throttling of
     * one slows all calls to that store.
     *
     * @param side where it failed
     */
    long waitMillis(Side side, StoreException error) {
        return switch (error.kind().retry()) {
            case NEVER -> NONE;
            case AFTER_BACKOFF -> again(error);
            case AFTER_SLOWDOWN -> throttled(side, error);
        };
    }

    /** The same for an error that is worth another try whatever its kind says. */
    long again(StoreException error) {
        return attempts >= context.settings().attempts() ? NONE : wait(error);
    }

    private long throttled(Side side, StoreException error) {
        context.throttled(side, error);
        if (throttles == 0) {
            throttledSinceNanos = context.nanoTime();
        } else if (context.nanoTime() - throttledSinceNanos > MOST_THROTTLED_NANOS) {
            return NONE;
        }
        throttles++;
        attempts--;
        return context.backoff().millis(throttles); // what the store asked for holds all back
    }

    private long wait(StoreException error) {
        Duration asked = error.retryAfter();
        return Math.max(context.backoff().millis(attempts), asked == null ? 0 : asked.toMillis());
    }
}
