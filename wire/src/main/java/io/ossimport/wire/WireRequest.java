package io.ossimport.wire;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request. The wire adds {@code Host}, {@code Content-Length} and {@code Accept-Encoding:
 * identity} where they are not there yet, and changes nothing else.
 *
 * @param method in upper case
 * @param target path and query as they go over the wire, percent-encoded, beginning with a slash
 * @param headers not changed by the wire; whoever sends must not change them afterwards
 * @param body its length must be known; null for a request without a body
 */
public record WireRequest(
        Endpoint endpoint, String method, String target, HttpHeaders headers, @Nullable Body body) {

    private static final HttpHeadersFactory HEADERS =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    public WireRequest {
        if (method.isEmpty() || !isWithin(method, 'A', 'Z')) {
            throw new IllegalArgumentException("not a method: " + method);
        }
        if (!target.startsWith("/") || !isWithin(target, '!', '~')) {
            throw new IllegalArgumentException("the target is not percent-encoded");
        }
        if (body != null && body.length() < 0) {
            throw new IllegalArgumentException("the length of the body is not known");
        }
    }

    private static boolean isWithin(String text, char first, char last) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < first || text.charAt(i) > last) {
                return false;
            }
        }
        return true;
    }

    /** No headers yet. What is put in is checked once, when the request is written. */
    public static HttpHeaders newHeaders() {
        return HEADERS.newHeaders();
    }

    /** Endpoint and path. The query is left out, since it can hold a signature. */
    public String subject() {
        int query = target.indexOf('?');
        return endpoint + (query < 0 ? target : target.substring(0, query));
    }

    /** Begins an error about this request. */
    StoreException.Builder error(StoreException.Kind kind) {
        return StoreException.of(kind, method.toLowerCase(Locale.ROOT), subject());
    }
}
