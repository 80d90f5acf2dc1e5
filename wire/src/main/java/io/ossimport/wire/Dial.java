package io.ossimport.wire;

import static io.ossimport.wire.Unawaited.unawaited;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.ossimport.core.store.StoreException;
import io.ossimport.wire.Dialler.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a connection: the name, its addresses in turn, then TLS. Each of the two
 * halves has the connect time-out. Confined to its event loop.
 */
final class Dial {

    private static final int MAX_ADDRESSES = 3;
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);
    private static final int SMALLEST_READ = 4 * 1024;
    private static final int FIRST_READ = 32 * 1024;
    private static final int LARGEST_READ = 512 * 1024;
    private static final int READS_PER_TURN = 4;

    private final Pool pool;
    private final Exchange exchange;
    private final EventLoop loop;
    private final String server;
    private @Nullable Future<?> timeout;
    private @Nullable Channel channel;
    private boolean done;

    Dial(Pool pool, Exchange exchange) {
        this.pool = pool;
        this.exchange = exchange;
        this.loop = pool.lane().loop();
        Endpoint endpoint = pool.endpoint();
        this.server = endpoint.host() + ":" + endpoint.port();
    }

    void begin() {
        String late =
                "no connection to " + server + " within " + Watch.text(config().connectTimeout());
        timeout =
                loop.schedule(
                        () -> failed(late, null),
                        config().connectTimeout().toNanos(),
                        TimeUnit.NANOSECONDS);
        Dialler dialler = pool.lane().dialler();
        try {
            dialler.executor().execute(() -> find(dialler));
        } catch (RejectedExecutionException e) {
            failed("the client was closed", e);
        }
    }

    private WireConfig config() {
        return pool.config();
    }

    // On a thread that may block.
    private void find(Dialler dialler) {
        Runnable next;
        try {
            Route route = dialler.route(pool.endpoint());
            next = () -> connect(route, 0);
        } catch (UnknownHostException e) {
            next =
                    () ->
                            failed(
                                    "the name "
                                            + pool.endpoint().host()
                                            + " cannot be found; check the endpoint",
                                    e);
        } catch (IOException | GeneralSecurityException e) {
            next = () -> failed("TLS cannot be set up: " + e, e);
        }
        try {
            loop.execute(next);
        } catch (RejectedExecutionException e) {
            exchange.fail(pool.lane().closedError(exchange));
        }
    }

    private void connect(Route route, int index) {
        if (done) {
            return;
        }
        int tries = Math.min(MAX_ADDRESSES, route.addresses().size());
        InetSocketAddress address = route.addresses().get(index);
        AnswerDecoder decoder = new AnswerDecoder();
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(EventLoops::newChannel)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        // a server may answer, and then break a connection we still write to
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(
                                                SMALLEST_READ, FIRST_READ, LARGEST_READ)
                                        .maxMessagesPerRead(READS_PER_TURN))
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) Math.max(1, config().connectTimeout().toMillis() / tries))
                        .handler(decoder)
                        .connect(address);
        channel = connecting.channel();
        unawaited(
                connecting.addListener(
                        result -> {
                            if (done) {
                                unawaited(connecting.channel().close());
                            } else if (result.isSuccess()) {
                                secure(connecting.channel(), decoder, route.tls());
                            } else if (index + 1 < tries) {
                                connect(route, index + 1);
                            } else {
                                failed(connectTrouble(result.cause()), result.cause());
                            }
                        }));
    }

    private void secure(Channel connected, AnswerDecoder decoder, @Nullable SslContext tls) {
        stopTimer();
        if (tls == null) {
            succeeded(connected, decoder);
            return;
        }
        Endpoint endpoint = pool.endpoint();
        SslHandler handler = tls.newHandler(connected.alloc(), endpoint.host(), endpoint.port());
        handler.setHandshakeTimeoutMillis(Math.max(1, config().connectTimeout().toMillis()));
        connected.pipeline().addFirst(handler);
        unawaited(
                handler.handshakeFuture()
                        .addListener(
                                result -> {
                                    if (done) {
                                        unawaited(connected.close());
                                    } else if (result.isSuccess()) {
                                        succeeded(connected, decoder);
                                    } else {
                                        failed(tlsTrouble(result.cause()), result.cause());
                                    }
                                }));
    }

    private void succeeded(Channel connected, AnswerDecoder decoder) {
        done = true;
        Connection connection = new Connection(pool, connected, decoder);
        connected.pipeline().addLast(connection);
        pool.dialled(connection, exchange);
    }

    private void failed(String why, @Nullable Throwable cause) {
        if (done) {
            return;
        }
        done = true;
        stopTimer();
        if (channel != null) {
            unawaited(channel.close());
        }
        pool.dialFailed(
                exchange,
                exchange.error(StoreException.Kind.UNREACHABLE).detail(why).cause(cause).build());
    }

    private void stopTimer() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private String connectTrouble(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectException && message.contains("refused")) {
            return "connection to " + server + " refused";
        }
        return "no connection to " + server + ": " + message;
    }

    private String tlsTrouble(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof CertificateException) {
                return "the certificate of " + server + " is not trusted: " + t.getMessage();
            }
        }
        if (cause instanceof NotSslRecordException) {
            return server + " does not speak TLS; is it http:// rather than https://?";
        }
        return "no TLS connection to " + server + ": " + cause.getMessage();
    }
}
