package io.ossimport.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to make connections: addresses of names, and trust. Safe for many threads; {@link
 * #route} blocks.
 */
final class Dialler {

    /**
     * How to get to an endpoint.
     *
     * @param addresses at least one, in the order to try
     * @param tls null for connections that are not encrypted
     */
    record Route(List<InetSocketAddress> addresses, @Nullable SslContext tls) {}

    private final Executor executor;
    private final String trustCertificatesFile;
    private @Nullable SslContext tls; // guarded by this
    private int turn; // guarded by this
    private boolean closed; // guarded by this

    Dialler(Executor executor, String trustCertificatesFile) {
        this.executor = executor;
        this.trustCertificatesFile = trustCertificatesFile;
    }

    /** Where {@link #route} is to be called. */
    Executor executor() {
        return executor;
    }

    /**
     * Finds the addresses of an endpoint, beginning with another one each time, so that connections
     * spread over the servers behind a name.
     */
    Route route(Endpoint endpoint) throws IOException, GeneralSecurityException {
        InetAddress[] found = InetAddress.getAllByName(endpoint.host());
        List<InetSocketAddress> addresses = new ArrayList<>(found.length);
        int first = nextTurn() % found.length;
        for (int i = 0; i < found.length; i++) {
            InetAddress address = found[(first + i) % found.length];
            addresses.add(new InetSocketAddress(address, endpoint.port()));
        }
        return new Route(addresses, endpoint.tls() ? tls() : null);
    }

    private synchronized int nextTurn() {
        return turn++ & 0xFFFF;
    }

    private synchronized SslContext tls() throws IOException, GeneralSecurityException {
        if (closed) {
            throw new IOException("the client was closed");
        }
        if (tls == null) {
            tls = Trust.context(trustCertificatesFile);
        }
        return tls;
    }

    /** Frees what native TLS holds. */
    synchronized void close() {
        closed = true;
        if (tls != null) {
            ReferenceCountUtil.release(tls);
            tls = null;
        }
    }
}
