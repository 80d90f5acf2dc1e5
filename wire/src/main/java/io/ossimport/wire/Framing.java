package io.ossimport.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.ossimport.core.store.Body;
import java.util.Iterator;

/**
 * How one can tell where the body of an answer ends.
 *
 * @param length in bytes, or {@link Body#UNKNOWN_LENGTH}
 * @param endsWithConnection whether only the end of the connection shows it
 */
record Framing(long length, boolean endsWithConnection) {

    private static final Framing EMPTY = new Framing(0, false);
    private static final Framing CHUNKED = new Framing(Body.UNKNOWN_LENGTH, false);
    private static final Framing ENDS_WITH_CONNECTION = new Framing(Body.UNKNOWN_LENGTH, true);
    private static final int MAX_DIGITS = 19;

    /**
     * Reads it from the head of an answer that is not an interim one.
     *
     * @throws IllegalArgumentException with half a sentence, when the answer contradicts itself
     */
    static Framing of(HttpResponse answer, boolean toHead) {
        HttpHeaders headers = answer.headers();
        int status = answer.status().code();
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("its status is " + status);
        }
        if (toHead || status == 204 || status == 304) {
            return EMPTY;
        }
        String encoding = single(headers, HttpHeaderNames.TRANSFER_ENCODING);
        String length = single(headers, HttpHeaderNames.CONTENT_LENGTH);
        if (!encoding.isEmpty()) {
            if (!length.isEmpty()) {
                throw new IllegalArgumentException("it has both a length and chunks");
            }
            if (!encoding.equalsIgnoreCase("chunked")
                    || !answer.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new IllegalArgumentException(
                        "its transfer encoding is not understood: " + encoding);
            }
            return CHUNKED;
        }
        if (length.isEmpty()) {
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                throw new IllegalArgumentException("its length is not a number");
            }
            return ENDS_WITH_CONNECTION;
        }
        return new Framing(number(length), false);
    }

    private static String single(HttpHeaders headers, CharSequence name) {
        Iterator<String> values = headers.valueStringIterator(name);
        String first = values.hasNext() ? values.next() : "";
        if (values.hasNext()) {
            throw new IllegalArgumentException("it has the header " + name + " more than once");
        }
        return first;
    }

    private static long number(String text) {
        boolean digits = text.length() <= MAX_DIGITS;
        for (int i = 0; digits && i < text.length(); i++) {
            digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        try {
            if (digits) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // 19 digits, and beyond 2^63 - 1
        }
        throw new IllegalArgumentException("its length is not a number of bytes");
    }
}
