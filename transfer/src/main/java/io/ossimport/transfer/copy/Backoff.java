package io.ossimport.transfer.copy;

import java.time.Duration;
import java.util.Random;

/**
 * How long to wait before trying again: twice as long each time, from {@code first} to {@code
 * most}, and a random half of it, so that many who failed together do not come back together. Safe
 * for many threads.
 */
public final class Backoff {

    private final long firstMillis;
    private final long mostMillis;
    private final Random random;

    /**
     * @param random its seed makes the waits repeatable
     */
    public Backoff(Duration first, Duration most, Random random) {
        this.firstMillis = first.toMillis();
        this.mostMillis = most.toMillis();
        this.random = random;
    }

    /** The waits between tries of a request to a store: from 0.2 to 20 seconds. */
    public static Backoff ofStores(Random random) {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), random);
    }

    /**
     * The wait before another try.
     *
     * @param failures how many tries have failed in a row, from 1
     * @return between a half and the whole of {@code first * 2^(failures - 1)}, in milliseconds
     */
    public long millis(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), 30);
        long whole = Math.min(mostMillis, firstMillis << doublings);
        return whole - (long) (random.nextDouble() * whole / 2);
    }
}
