package io.ossimport.wire;

import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an answer, in words. */
final class Failures {

    private Failures() {}

    /** The connection ended before there was an answer. */
    static StoreException noAnswer(Exchange exchange, @Nullable Throwable cause) {
        return exchange.error(Kind.UNAVAILABLE)
                .detail("the server closed the connection without an answer")
                .cause(cause)
                .build();
    }

    /** The connection ended before the body did. */
    static StoreException cutShort(Exchange exchange, AnswerBody body, @Nullable Throwable cause) {
        String of = body.length() < 0 ? "" : " of " + body.length();
        return exchange.error(Kind.CONTENT_INCOMPLETE)
                .detail("the connection ended after " + body.received() + of + " bytes of the body")
                .cause(cause)
                .build();
    }

    /**
     * HTTP does not allow this answer.
     *
     * @param status its status, or 0 when it has none
     * @param why half a sentence
     */
    static StoreException badAnswer(
            Exchange exchange, int status, String why, @Nullable Throwable cause) {
        return exchange.error(Kind.BAD_ANSWER)
                .status(status)
                .detail("the answer cannot be used: " + why)
                .cause(cause)
                .build();
    }

    /**
     * Something else went wrong on the connection.
     *
     * @param inBody whether the head of the answer had come
     */
    static StoreException broken(
            Exchange exchange, boolean inBody, String why, @Nullable Throwable cause) {
        return exchange.error(inBody ? Kind.CONTENT_INCOMPLETE : Kind.UNAVAILABLE)
                .detail(why)
                .cause(cause)
                .build();
    }
}
