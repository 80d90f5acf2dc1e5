package io.ossimport.transfer.copy;

import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store in virtual time that takes so many requests a second and no more: a bucket of tokens that
 * is filled evenly. Refuses at random, too, when told to.
 */
final class SimulatedStore {

    private final VirtualTime time;
    private final double perSecond;
    private final double burst;
    private final Duration latency;
    private final Random random = new Random(7);
    private double tokens;
    private double filled;

    long asked;
    long throttled;
    double refusedShare;

    /**
     * @param perSecond the quota
     * @param burstSeconds so many seconds' worth may be saved up
     * @param latency of each call, there and back
     */
    SimulatedStore(VirtualTime time, double perSecond, double burstSeconds, Duration latency) {
        this.time = time;
        this.perSecond = perSecond;
        this.burst = Math.max(1, perSecond * burstSeconds);
        this.latency = latency;
        this.tokens = burst;
    }

    long accepted() {
        return asked - throttled;
    }

    CompletionStage<String> call() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Duration half = latency.dividedBy(2);
        time.later(half, () -> time.later(half, decide(answer)));
        return answer;
    }

    private Runnable decide(CompletableFuture<String> answer) {
        return takes()
                ? () -> answer.complete("ok")
                : () -> answer.completeExceptionally(throttledError());
    }

    /** Whether a request that arrives now is taken. */
    boolean takes() {
        asked++;
        tokens = Math.min(burst, tokens + (time.seconds() - filled) * perSecond);
        filled = time.seconds();
        boolean taken = tokens >= 1 && random.nextDouble() >= refusedShare;
        tokens -= taken ? 1 : 0;
        throttled += taken ? 0 : 1;
        return taken;
    }

    static StoreException throttledError() {
        return error().build();
    }

    static StoreException throttledError(Duration retryAfter) {
        return error().retryAfter(retryAfter).build();
    }

    private static StoreException.Builder error() {
        return StoreException.of(StoreException.Kind.THROTTLED, "put", "sim://store").status(503);
    }
}
