package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Our clock, put right by a store's once the store has complained. Safe for many threads. */
final class ServerClock {

    // Stores accept a quarter of an hour; less than this is not what they complain about.
    private static final Duration NEWS = Duration.ofMinutes(2);

    private final Clock clock;
    private volatile Duration offset = Duration.ZERO;

    ServerClock(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().plus(offset);
    }

    /**
     * Takes over the time of an answer.
     *
     * @param signedAt the time that the store did not like
     * @return whether the store's time is far from it, so that signing again helps
     */
    boolean correct(HttpHeaders headers, Instant signedAt) {
        Instant stores = HttpDate.parse(headers.get(HttpHeaderNames.DATE));
        if (stores == null) {
            return false;
        }
        offset = Duration.between(clock.instant(), stores);
        return Duration.between(signedAt, stores).abs().compareTo(NEWS) > 0;
    }
}
