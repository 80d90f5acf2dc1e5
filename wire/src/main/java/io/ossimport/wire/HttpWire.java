package io.ossimport.wire;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP/1.1 client. Safe for many threads.
 *
 * <p>Stages complete on the event loop that serves the connection. A request sent from an event
 * loop of any wire uses that loop's connections, so that an answer's body flows into another
 * request without changing threads.
 *
 * <p>Nothing is repeated but one thing: a request without a body, on a connection that turns out to
 * have been closed by the server while it lay idle, is sent once more. Redirects are answers like
 * others.
 */
public final class HttpWire implements AutoCloseable {

    private final EventLoops loops;
    private final Dialler dialler;
    private final List<Lane> lanes = new ArrayList<>(); // one a loop, in the order of the loops
    private final List<Lane> senders = new ArrayList<>(); // those that may open connections
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpWire(WireConfig config, EventLoops loops) {
        this.loops = loops;
        this.dialler = new Dialler(loops.names(), config.trustCertificatesFile());
        int most = config.maxConnectionsPerEndpoint();
        int count = loops.loops().size();
        for (EventLoop loop : loops.loops()) {
            int quota = most / count + (lanes.size() < most % count ? 1 : 0);
            Lane lane = new Lane(config, dialler, loop, quota);
            lanes.add(lane);
            if (lane.maySend()) {
                senders.add(lane);
            }
        }
    }

    /** Makes a wire. It connects to nothing yet. */
    public static HttpWire create(WireConfig config) {
        return new HttpWire(config, EventLoops.acquire(config.eventLoops()));
    }

    /**
     * Sends a request. The stage gives the head of the answer, whatever its status; whoever gets it
     * owns its body. Takes ownership of the request's body, also when it fails.
     *
     * <p>Fails with {@link io.ossimport.core.store.StoreException}: {@code UNREACHABLE} when no
     * connection could be made, {@code UNAVAILABLE} when no answer came, {@code BAD_ANSWER} when
     * HTTP does not allow it, {@code INVALID_METADATA} when a header cannot be sent, {@code
     * CONTENT_INCOMPLETE} when the request's body has not the length it promised, and with the
     * body's own error when it has one.
     */
    public CompletionStage<WireResponse> send(WireRequest request) {
        Exchange exchange = new Exchange(request);
        lane().send(exchange);
        return exchange.answer();
    }

    /** Sends a request and takes the whole answer, whose body must not exceed {@code maxBytes}. */
    public CompletionStage<WireReply> exchange(WireRequest request, int maxBytes) {
        return send(request).thenCompose(response -> response.collect(maxBytes));
    }

    /** Closes all connections. Exchanges under way fail; bodies under way end with an error. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lanes.forEach(Lane::close);
            dialler.close();
            loops.release();
        }
    }

    private Lane lane() {
        for (Lane lane : lanes) {
            if (lane.isHere() && lane.maySend()) {
                return lane;
            }
        }
        return senders.get(Math.floorMod(turn.getAndIncrement(), senders.size()));
    }
}
