package io.ossimport.wire;

import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the other end of a connection does nothing. It only looks, a few times in every
 * time-out, at counters that are kept anyway; no byte and no request costs a timer.
 *
 * <p>Time in which this end is the one that holds bytes back does not count.
 */
final class Watch {

    /** A body of known length that moves less than this in a window does not move. */
    private static final long MIN_BYTES = 1024;

    private final long responseNanos;
    private final long windowNanos;
    private final long idleNanos;
    private final WireConfig config;
    private boolean counting;
    private long since;
    private long mark;
    private long progress;

    Watch(WireConfig config) {
        this.config = config;
        this.responseNanos = config.responseTimeout().toNanos();
        this.windowNanos = config.minProgressWindow().toNanos();
        this.idleNanos = config.idleTimeout().toNanos();
    }

    /** A phase begins, or the connection becomes free. */
    void begin() {
        counting = false;
        mark = -1;
        progress = -1;
    }

    boolean isIdleTooLong(long now) {
        return lasts(now, 0, 0) > idleNanos;
    }

    /**
     * What takes too long, or nothing.
     *
     * @param body the answer's body, when its head has come
     * @param sending whether some of the request is still to be sent
     * @param out what waits to be sent
     */
    String late(
            long now,
            @Nullable AnswerBody body,
            boolean sending,
            @Nullable ChannelOutboundBuffer out) {
        if (body != null) {
            return receiving(now, body);
        }
        return sending ? sending(now, out) : waiting(now);
    }

    private String sending(long now, @Nullable ChannelOutboundBuffer out) {
        long pending = out == null ? 0 : out.totalPendingWriteBytes();
        if (out == null || pending == 0) {
            begin(); // nothing to send: our own side is slow
            return "";
        }
        return lasts(now, pending, out.currentProgress()) > windowNanos
                ? "the server took no byte for " + text(config.minProgressWindow())
                : "";
    }

    private String waiting(long now) {
        return lasts(now, -2, -2) > responseNanos
                ? "no answer came within " + text(config.responseTimeout())
                : "";
    }

    private String receiving(long now, AnswerBody body) {
        if (!body.wantsBytes()) {
            begin();
            return "";
        }
        long received = body.received();
        long least = body.length() < 0 ? 1 : Math.min(MIN_BYTES, body.length() - received);
        if (!counting || received - mark >= least) {
            counting = true;
            since = now;
            mark = received;
            return "";
        }
        return now - since > windowNanos
                ? "the server sent "
                        + (received == mark ? "no byte" : "next to nothing")
                        + " for "
                        + text(config.minProgressWindow())
                        + ", after "
                        + received
                        + " bytes of the body"
                : "";
    }

    // For how many nanoseconds these two numbers have been what they are.
    private long lasts(long now, long first, long second) {
        if (!counting || mark != first || progress != second) {
            counting = true;
            since = now;
            mark = first;
            progress = second;
        }
        return now - since;
    }

    static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
