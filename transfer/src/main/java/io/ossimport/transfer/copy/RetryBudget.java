package io.ossimport.transfer.copy;

import io.ossimport.core.store.StoreException;
import java.time.Duration;

/**
 * How often one object or part may still be tried. Being throttled uses up no attempt, but ends
 * after a quarter of an hour. For one thread at a time.
 */
final class RetryBudget {

    /** What {@link #waitMillis} gives when there is no other try. */
    static final long NONE = -1;

    private static final long MOST_THROTTLED_MILLIS = Duration.ofMinutes(15).toMillis();

    private final CopyContext context;
    private int attempts;
    private int throttles;
    private long throttledSinceMillis;

    RetryBudget(CopyContext context) {
        this.context = context;
    }

    void begin() {
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    /** How long to wait before the next try after {@code error}, or {@link #NONE}. */
    long waitMillis(StoreException error) {
        return switch (error.kind().retry()) {
            case NEVER -> NONE;
            case AFTER_BACKOFF -> again(error);
            case AFTER_SLOWDOWN -> throttled(error);
        };
    }

    /** The same for an error that is worth another try whatever its kind says. */
    long again(StoreException error) {
        return attempts >= context.settings().attempts() ? NONE : wait(attempts, error);
    }

    private long throttled(StoreException error) {
        if (throttles == 0) {
            throttledSinceMillis = context.now();
        } else if (context.now() - throttledSinceMillis > MOST_THROTTLED_MILLIS) {
            return NONE;
        }
        throttles++;
        attempts--;
        long wait = wait(throttles, error);
        context.turns().slowDown(wait);
        return wait;
    }

    private long wait(int failures, StoreException error) {
        Duration asked = error.retryAfter();
        return Math.max(context.backoff().millis(failures), asked == null ? 0 : asked.toMillis());
    }
}
