package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import java.time.Instant;

/** Says to a store who asks. Safe for many threads. */
public interface RequestSigner {

    /** The query as it goes over the wire, and as it is signed. */
    String query(Query query);

    /**
     * Adds what authenticates the call to {@code headers}, which hold the call's own and {@code
     * Host} already. Not called for anonymous credentials.
     */
    void sign(StoreCall call, Site site, HttpHeaders headers, Credentials credentials, Instant now);
}
