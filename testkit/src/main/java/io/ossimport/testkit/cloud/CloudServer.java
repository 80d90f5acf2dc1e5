package io.ossimport.testkit.cloud;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on 127.0.0.1 in front of a service. Safe for many threads. */
final class CloudServer implements AutoCloseable {

    private final CloudService service;
    private final @Nullable ServerCertificate certificate;
    private final EventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final int port;

    CloudServer(CloudService service, CloudOptions options, RequestLog log, FaultScript script) {
        this.service = service;
        this.certificate = options.tls() ? ServerCertificate.create() : null;
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        options.eventLoops(),
                        new DefaultThreadFactory(service.vendor().serverName(), true),
                        NioIoHandler.newFactory());
        SslContext tls = certificate == null ? null : certificate.context();
        HttpDecoderConfig decoding =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(32 * 1024)
                        .setMaxHeaderSize(64 * 1024)
                        .setMaxChunkSize(1024 * 1024)
                        // Services are given odd values on purpose; they must reach the checks.
                        .setHeadersFactory(
                                DefaultHttpHeadersFactory.headersFactory().withValidation(false));
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(512 * 1024, 1024 * 1024))
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        channels.add(channel);
                                        if (tls != null) {
                                            channel.pipeline()
                                                    .addLast(tls.newHandler(channel.alloc()));
                                        }
                                        channel.pipeline().addLast(new HttpServerCodec(decoding));
                                        channel.pipeline()
                                                .addLast(
                                                        new CloudConnection(
                                                                service, options, log, script));
                                    }
                                });
        Channel listening =
                bootstrap.bind("127.0.0.1", options.port()).syncUninterruptibly().channel();
        channels.add(listening);
        this.port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    CloudService service() {
        return service;
    }

    String endpoint() {
        return (certificate == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    String certificatePem() {
        if (certificate == null) {
            throw new IllegalStateException("this server does not speak TLS");
        }
        return certificate.pem();
    }

    @Override
    public void close() {
        channels.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        service.close();
    }
}
