package io.ossimport.wire;

import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.ArrayDeque;

/**
 * The connections of one lane to one endpoint, never more than a fixed number. The one that was
 * used last is used first, so those that are not needed grow old and are closed. Requests that find
 * none wait in order. Confined to the lane's event loop.
 */
final class Pool {

    private static final int MAX_WAITING = 65_536;

    private final Lane lane;
    private final Endpoint endpoint;
    private final int limit;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private int open; // idle, serving, or being made

    /**
     * @param limit at least 1
     */
    Pool(Lane lane, Endpoint endpoint, int limit) {
        this.lane = lane;
        this.endpoint = endpoint;
        this.limit = limit;
    }

    WireConfig config() {
        return lane.config();
    }

    Lane lane() {
        return lane;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Sends the request on a connection that is free, a new one, or the next to become free. */
    void submit(Exchange exchange) {
        Connection connection;
        while ((connection = idle.pollLast()) != null) {
            if (connection.isOpen()) {
                connection.start(exchange);
                return;
            }
        }
        submitFresh(exchange);
    }

    /** Like {@link #submit}, but not on a connection that has been lying idle. */
    void submitFresh(Exchange exchange) {
        if (lane.isClosed()) {
            exchange.fail(lane.closedError(exchange));
        } else if (open < limit) {
            open++;
            new Dial(this, exchange).begin();
        } else if (waiting.size() < MAX_WAITING) {
            exchange.waitsSince(System.nanoTime());
            waiting.add(exchange);
        } else {
            exchange.fail(
                    exchange.error(Kind.UNAVAILABLE)
                            .detail(MAX_WAITING + " requests wait for a connection already")
                            .build());
        }
    }

    /** A new connection, made for {@code exchange}. */
    void dialled(Connection connection, Exchange exchange) {
        if (lane.isClosed()) {
            connection.close();
            exchange.fail(lane.closedError(exchange));
            return;
        }
        lane.opened(connection);
        connection.start(exchange);
    }

    /** No connection could be made. */
    void dialFailed(Exchange exchange, StoreException why) {
        open--;
        exchange.fail(why);
        dialForNext();
    }

    /** The connection has nothing to do. */
    void free(Connection connection) {
        Exchange next = waiting.poll();
        if (next != null) {
            connection.start(next);
        } else {
            idle.add(connection);
        }
    }

    /** The connection is closed. */
    void gone(Connection connection) {
        open--;
        idle.remove(connection);
        lane.closed(connection);
        dialForNext();
    }

    /** Fails those that have waited too long. */
    void check(long now) {
        long patience = config().responseTimeout().toNanos();
        Exchange oldest;
        while ((oldest = waiting.peek()) != null && now - oldest.waitingSince() > patience) {
            waiting.remove();
            oldest.fail(
                    oldest.error(Kind.UNAVAILABLE)
                            .detail(
                                    "none of "
                                            + config().maxConnectionsPerEndpoint()
                                            + " connections became free within "
                                            + Watch.text(config().responseTimeout()))
                            .build());
        }
    }

    /** Fails all that wait. */
    void close() {
        Exchange next;
        while ((next = waiting.poll()) != null) {
            next.fail(lane.closedError(next));
        }
    }

    private void dialForNext() {
        if (open < limit && !lane.isClosed()) {
            Exchange next = waiting.poll();
            if (next != null) {
                submitFresh(next);
            }
        }
    }
}
