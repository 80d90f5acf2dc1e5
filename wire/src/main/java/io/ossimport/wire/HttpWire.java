package io.ossimport.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An HTTP/1.1 client. Safe for many threads.
 *
 * <p>Stages complete on the event loop that serves the connection. A request sent from an event
 * loop of a wire uses that loop's connections, so that an answer's body flows into another request
 * without changing threads.
 */
public final class HttpWire implements AutoCloseable {

    private HttpWire() {}

    /** Makes a wire. It connects to nothing yet. */
    public static HttpWire create(WireConfig config) {
        return new HttpWire();
    }

    /**
     * Sends a request. The stage gives the head of the answer, whatever its status; whoever gets it
     * owns its body. Takes ownership of the request's body, also when it fails.
     */
    public CompletionStage<WireResponse> send(WireRequest request) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("send"));
    }

    /** Sends a request and takes the whole answer, whose body must not exceed {@code maxBytes}. */
    public CompletionStage<WireReply> exchange(WireRequest request, int maxBytes) {
        return send(request).thenCompose(response -> response.collect(maxBytes));
    }

    @Override
    public void close() {}
}
