package io.ossimport.wire;

import io.netty.channel.EventLoop;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one wire has on one event loop: its pools and its open connections, and the one timer that
 * looks after all of them. Confined to that loop, but for {@link #send} and {@link #close}.
 */
final class Lane {

    private static final int LOOKS_PER_TIMEOUT = 8;
    private static final long SHORTEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WireConfig config;
    private final Dialler dialler;
    private final EventLoop loop;
    private final int quota;
    private final HeadWriter heads = new HeadWriter();
    private final Map<Endpoint, Pool> pools = new HashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private @Nullable Future<?> looking;
    private boolean closed;

    /**
     * @param quota the most connections to one endpoint on this lane; 0 when it may not send
     */
    Lane(WireConfig config, Dialler dialler, EventLoop loop, int quota) {
        this.config = config;
        this.dialler = dialler;
        this.loop = loop;
        this.quota = quota;
    }

    WireConfig config() {
        return config;
    }

    Dialler dialler() {
        return dialler;
    }

    EventLoop loop() {
        return loop;
    }

    boolean maySend() {
        return quota > 0;
    }

    /** Whether the caller is on this lane's event loop. */
    boolean isHere() {
        return loop.inEventLoop();
    }

    /** Sends the request. From any thread. */
    void send(Exchange exchange) {
        if (loop.inEventLoop()) {
            sendHere(exchange);
            return;
        }
        try {
            loop.execute(() -> sendHere(exchange));
        } catch (RejectedExecutionException e) {
            exchange.fail(closedError(exchange));
        }
    }

    /** Fails all that is under way and closes all connections. From any thread. */
    void close() {
        try {
            loop.execute(this::closeHere);
        } catch (RejectedExecutionException e) {
            return; // the loop has stopped, and closed them
        }
    }

    boolean isClosed() {
        return closed;
    }

    StoreException closedError(Exchange exchange) {
        return exchange.error(Kind.UNAVAILABLE).detail("the client was closed").build();
    }

    void opened(Connection connection) {
        connections.add(connection);
        if (looking == null) {
            long shortest =
                    Math.min(
                            config.idleTimeout().toNanos(),
                            Math.min(
                                    config.responseTimeout().toNanos(),
                                    config.minProgressWindow().toNanos()));
            long every =
                    Math.max(
                            SHORTEST_LOOK_NANOS,
                            Math.min(LONGEST_LOOK_NANOS, shortest / LOOKS_PER_TIMEOUT));
            looking = loop.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
        }
    }

    void closed(Connection connection) {
        connections.remove(connection);
        if (connections.isEmpty() && looking != null) {
            looking.cancel(false);
            looking = null;
        }
    }

    private void sendHere(Exchange exchange) {
        if (closed) {
            exchange.fail(closedError(exchange));
            return;
        }
        WireRequest request = exchange.request();
        try {
            exchange.head(heads.write(request));
        } catch (IOException | IllegalArgumentException e) {
            exchange.fail(e);
            return;
        }
        pools.computeIfAbsent(request.endpoint(), e -> new Pool(this, e, quota)).submit(exchange);
    }

    private void look() {
        long now = System.nanoTime();
        for (Connection connection : new ArrayList<>(connections)) {
            connection.check(now);
        }
        for (Pool pool : pools.values()) {
            pool.check(now);
        }
    }

    private void closeHere() {
        closed = true;
        for (Pool pool : pools.values()) {
            pool.close();
        }
        for (Connection connection : new ArrayList<>(connections)) {
            connection.close();
        }
    }
}
