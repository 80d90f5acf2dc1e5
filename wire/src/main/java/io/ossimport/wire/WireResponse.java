package io.ossimport.wire;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Body;
import java.util.concurrent.CompletionStage;

/**
 * The head of an answer, and its body on the way. Whoever holds it owns the body and must subscribe
 * to it, discard it or {@link #collect} it: until then it holds a connection.
 *
 * @param status 200 to 599; interim answers are not seen
 * @param body its length is the answer's {@code Content-Length}, or {@link Body#UNKNOWN_LENGTH}
 *     when the answer is chunked or ends with the connection. Only the latter cannot show that it
 *     was cut short; {@link #endsWithConnection} tells
 * @param endsWithConnection whether the end of the body is nothing but the end of the connection,
 *     so that a body that was cut short looks whole
 */
public record WireResponse(int status, HttpHeaders headers, Body body, boolean endsWithConnection) {

    /**
     * Takes the whole body, at most {@code maxBytes}; a longer one fails with {@link
     * io.ossimport.core.store.StoreException.Kind#BAD_ANSWER}.
     */
    public CompletionStage<WireReply> collect(int maxBytes) {
        return Collector.collect(this, maxBytes);
    }
}
