package io.ossimport.wire;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one answer. Once handed to a lane, confined to that lane's event loop.
 */
final class Exchange {

    private final WireRequest request;
    private final CompletableFuture<WireResponse> answer = new CompletableFuture<>();
    private byte[] head = {};
    private boolean bodyTaken;
    private boolean repeated;
    private long waitingSince;

    Exchange(WireRequest request) {
        this.request = request;
    }

    WireRequest request() {
        return request;
    }

    CompletableFuture<WireResponse> answer() {
        return answer;
    }

    /** The head of the request, as it is sent. */
    byte[] head() {
        return head;
    }

    void head(byte[] written) {
        head = written;
    }

    boolean isHeadRequest() {
        return request.method().equals("HEAD");
    }

    /** The request's body, which from now on is the caller's to end. */
    @Nullable Body takeBody() {
        bodyTaken = true;
        return request.body();
    }

    /**
     * Whether the request may be sent again without anybody noticing. It may when it has no body
     * and doing it twice is the same as once; asked and granted once.
     */
    boolean repeat() {
        boolean may = !repeated && request.body() == null && !request.method().equals("POST");
        repeated = true;
        return may;
    }

    /** When it began to wait for a connection, in {@link System#nanoTime}. */
    long waitingSince() {
        return waitingSince;
    }

    void waitsSince(long nanos) {
        waitingSince = nanos;
    }

    void complete(WireResponse response) {
        if (!answer.complete(response)) {
            response.body().discard();
        }
    }

    /** Ends it with an error; a {@link StoreException} stays as it is. */
    void fail(Throwable error) {
        if (!bodyTaken && request.body() != null) {
            bodyTaken = true;
            request.body().discard();
        }
        answer.completeExceptionally(error);
    }

    StoreException.Builder error(StoreException.Kind kind) {
        return request.error(kind);
    }
}
