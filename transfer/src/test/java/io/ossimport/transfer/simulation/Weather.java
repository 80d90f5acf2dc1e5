package io.ossimport.transfer.simulation;

import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How bad it is on the way to the stores: which faults come how often, and how long answers take.
 * Each seed has weather of its own, and in the end it clears up, so that every job can end.
 */
final class Weather {

    /** What can go wrong on a way. */
    enum Trouble {
        /** The store asks for fewer requests. */
        THROTTLED,
        /** The request never got there. */
        LOST_REQUEST,
        /** What was asked for was done, but nobody hears of it. */
        LOST_ANSWER,
        /** A body ends early, with or without a word, or is too long. */
        BROKEN_BODY,
        /** One bit is not what it was. */
        FLIPPED_BIT,
        /** A page is not what the listing promises. */
        BROKEN_PAGE,
        /** Somebody has aborted the upload. */
        UPLOAD_GONE
    }

    private static final double[] RATES = {0.01, 0.05, 0.2};
    private static final int[] DELAYS_MILLIS = {0, 3, 30, 300};

    private final Random chance;
    private final VirtualTime time;
    private final Map<Trouble, Double> rates = new EnumMap<>(Trouble.class);
    private final int delayMillis;
    private final double clearsUpSeconds;
    private final double stormBegins;
    private final double stormEnds;

    Weather(Random chance, VirtualTime time) {
        this.chance = chance;
        this.time = time;
        for (Trouble trouble : Trouble.values()) {
            if (chance.nextBoolean()) {
                rates.put(trouble, RATES[chance.nextInt(RATES.length)]);
            }
        }
        delayMillis = DELAYS_MILLIS[chance.nextInt(DELAYS_MILLIS.length)];
        clearsUpSeconds = 1 + Math.pow(chance.nextDouble(), 3) * 120;
        stormBegins = chance.nextDouble() * clearsUpSeconds;
        stormEnds = stormBegins + chance.nextDouble() * 60;
    }

    /** When nothing goes wrong any more, in seconds since the beginning. */
    double clearsUpSeconds() {
        return clearsUpSeconds;
    }

    boolean isClear() {
        return time.seconds() >= clearsUpSeconds;
    }

    boolean has(Trouble trouble) {
        return rates.containsKey(trouble);
    }

    /** Whether it happens this time. */
    boolean strikes(Trouble trouble) {
        Double rate = rates.get(trouble);
        if (rate == null || isClear()) {
            return false;
        }
        boolean storm =
                trouble == Trouble.THROTTLED
                        && time.seconds() >= stormBegins
                        && time.seconds() < stormEnds;
        return chance.nextDouble() < (storm ? 0.8 : rate);
    }

    /** How long the next stretch of a way takes, in milliseconds; often 0, which is at once. */
    long delayMillis() {
        if (delayMillis == 0 || chance.nextInt(8) == 0) {
            return 0;
        }
        int most = !isClear() && chance.nextInt(50) == 0 ? delayMillis * 50 : delayMillis;
        return chance.nextInt(2 * most);
    }

    /** What a request meets before it is carried out, or null. */
    @Nullable StoreException before(String operation, String subject) {
        if (strikes(Trouble.THROTTLED)) {
            StoreException.Builder throttled =
                    StoreException.of(Kind.THROTTLED, operation, subject).status(503);
            if (chance.nextBoolean()) {
                throttled.retryAfter(Duration.ofMillis(chance.nextInt(5000)));
            }
            return throttled.build();
        }
        return strikes(Trouble.LOST_REQUEST)
                ? StoreException.of(Kind.UNAVAILABLE, operation, subject).status(500).build()
                : null;
    }

    /** What becomes of the answer to something that was done, or null. */
    @Nullable StoreException after(String operation, String subject) {
        return strikes(Trouble.LOST_ANSWER)
                ? StoreException.of(Kind.UNAVAILABLE, operation, subject)
                        .detail("no answer")
                        .build()
                : null;
    }
}
