package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * An answer before faults are put on it: a status, headers and a run of a content's bytes.
 *
 * @param from the first byte of the content that is sent
 * @param length how many bytes are sent
 */
record Reply(int status, HttpHeaders headers, Content content, long from, long length) {

    private static final Content NOTHING = new BytesContent(new byte[0]);

    /** An answer without a body. */
    static Reply empty(int status) {
        return of(status, NOTHING, 0, 0);
    }

    static Reply xml(int status, String document) {
        Content content = new BytesContent(document.getBytes(StandardCharsets.UTF_8));
        Reply reply = of(status, content, 0, content.length());
        reply.headers.set("Content-Type", "application/xml");
        return reply;
    }

    static Reply of(int status, Content content, long from, long length) {
        // Values that stores would not send are what some tests want sent.
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        return new Reply(status, headers, content, from, length);
    }

    /** The same with another content, all of which is sent. */
    Reply withContent(Content other) {
        return new Reply(status, headers, other, 0, other.length());
    }
}
