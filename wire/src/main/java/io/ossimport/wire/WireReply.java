package io.ossimport.wire;

import io.netty.handler.codec.http.HttpHeaders;

/** A whole answer. */
public final class WireReply {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    public WireReply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** What came, as it came. Not a copy: it belongs to whoever holds the reply. */
    public byte[] body() {
        return body;
    }
}
