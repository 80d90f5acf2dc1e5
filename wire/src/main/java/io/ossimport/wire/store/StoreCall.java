package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a store, before it is signed.
 *
 * @param operation the act for messages, one lower-case word: {@code get}, {@code list}
 * @param method the HTTP method
 * @param key of the object, or {@link Key#EMPTY} for the bucket
 * @param headers not to be changed afterwards
 * @param content bytes in memory, which can be sent again, or null
 * @param stream bytes on their way, which can be sent once, or null
 */
public record StoreCall(
        String operation,
        String method,
        Key key,
        Query query,
        HttpHeaders headers,
        @Nullable ByteBuffer content,
        @Nullable Body stream) {

    /** A call without a body. */
    public static StoreCall of(
            String operation, String method, Key key, Query query, HttpHeaders headers) {
        return new StoreCall(operation, method, key, query, headers, null, null);
    }

    /** This call with a body in memory. */
    public StoreCall withContent(byte[] bytes) {
        return new StoreCall(operation, method, key, query, headers, ByteBuffer.wrap(bytes), null);
    }

    /** This call with a body that can be taken once. */
    public StoreCall withStream(Body body) {
        return new StoreCall(operation, method, key, query, headers, null, body);
    }

    /** Whether it can be sent a second time. */
    boolean repeatable() {
        return stream == null;
    }

    @Nullable Body body() {
        return content != null ? Body.of(content) : stream;
    }
}
