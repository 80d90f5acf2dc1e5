package io.ossimport.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.ossimport.core.config.Secret;
import io.ossimport.wire.store.ScopedHmac;
import java.io.File;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The floor: the GETs and PUTs of a copy relayed by Netty's own codecs, buffer by buffer, and
 * nothing else: no listing, decisions, checksums, proof, books, time-outs or retries. A process of
 * its own; keys are {@link Clouds}' keys.
 *
 * <p>Arguments: source endpoint, destination endpoint, region, access key, objects, size in bytes,
 * certificate file or {@code -}. The secret is the environment variable {@code
 * AWS_SECRET_ACCESS_KEY}.
 */
public final class NettyRelay {

    private static final int LANES = 32;

    private static final ScopedHmac HMAC =
            new ScopedHmac("AWS4-HMAC-SHA256", "AWS4", "s3", "aws4_request");

    /** The command line. */
    private record Job(
            URI source,
            URI destination,
            String region,
            String accessKeyId,
            Secret secret,
            long size,
            long objects,
            long rounds) {

        DefaultHttpRequest request(HttpMethod method, URI server, String path) {
            DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path);
            String time = HMAC.time(Instant.now());
            String host = server.getHost() + ":" + server.getPort();
            String signedHeaders = "host;x-amz-content-sha256;x-amz-date";
            String signature =
                    HMAC.sign(
                            secret,
                            time,
                            region,
                            method
                                    + "\n"
                                    + path
                                    + "\n\nhost:"
                                    + host
                                    + "\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:"
                                    + time
                                    + "\n\n"
                                    + signedHeaders
                                    + "\nUNSIGNED-PAYLOAD");
            request.headers()
                    .set("host", host)
                    .set("x-amz-date", time)
                    .set("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
                    .set(
                            "authorization",
                            "AWS4-HMAC-SHA256 Credential="
                                    + accessKeyId
                                    + "/"
                                    + HMAC.scope(time, region)
                                    + ", SignedHeaders="
                                    + signedHeaders
                                    + ", Signature="
                                    + signature);
            if (method.equals(HttpMethod.PUT)) {
                request.headers().set("content-length", size);
            }
            return request;
        }
    }

    /** One connection to each side, on one event loop, that copies one object after another. */
    private static final class Lane {
        private final Job job;
        private final AtomicLong next;
        private final CountDownLatch finished;
        private @Nullable Channel source;
        private @Nullable Channel destination;
        private String path = "";

        Lane(Job job, AtomicLong next, CountDownLatch finished) {
            this.job = job;
            this.next = next;
            this.finished = finished;
        }

        void start(EventLoop loop, @Nullable SslContext tls) throws InterruptedException {
            source = connect(loop, tls, job.source(), new FromSource());
            destination = connect(loop, tls, job.destination(), new FromDestination());
            loop.execute(this::copyNext);
        }

        private Channel connect(
                EventLoop loop,
                @Nullable SslContext tls,
                URI server,
                ChannelInboundHandlerAdapter handler)
                throws InterruptedException {
            return new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(
                            new ChannelInitializer<SocketChannel>() {
                                @Override
                                protected void initChannel(SocketChannel channel) {
                                    if (tls != null) {
                                        channel.pipeline()
                                                .addLast(
                                                        tls.newHandler(
                                                                channel.alloc(),
                                                                server.getHost(),
                                                                server.getPort()));
                                    }
                                    channel.pipeline().addLast(new HttpClientCodec(), handler);
                                }
                            })
                    .connect(server.getHost(), server.getPort())
                    .sync()
                    .channel();
        }

        private void copyNext() {
            long index = next.getAndIncrement();
            if (index >= job.rounds() * job.objects()) {
                finished.countDown();
                return;
            }
            String key = Clouds.KEYS.key(index % job.objects()).toString();
            path = "/destination/" + key;
            write(source, job.request(HttpMethod.GET, job.source(), "/source/" + key), false);
            write(source, LastHttpContent.EMPTY_LAST_CONTENT, true);
        }

        private static void write(@Nullable Channel channel, Object message, boolean flush) {
            if (channel == null) {
                throw new IllegalStateException("not connected");
            }
            var unused = channel.write(message, channel.voidPromise());
            if (flush) {
                channel.flush();
            }
        }

        /** A handler that ends the process when something goes wrong: a floor has no retries. */
        private abstract class Fragile extends ChannelInboundHandlerAdapter {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                fail(cause.toString());
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                if (finished.getCount() > 0) {
                    fail("the stand-in hung up");
                }
            }
        }

        private final class FromSource extends Fragile {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpResponse response) {
                    require(response);
                    write(destination, job.request(HttpMethod.PUT, job.destination(), path), false);
                }
                if (message instanceof HttpContent content) {
                    write(destination, content, content instanceof LastHttpContent);
                    if (destination != null && !destination.isWritable()) {
                        destination.flush();
                        context.channel().config().setAutoRead(destination.isWritable());
                    }
                }
            }
        }

        private final class FromDestination extends Fragile {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                if (source != null) {
                    source.config().setAutoRead(context.channel().isWritable());
                }
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof HttpResponse response) {
                    require(response);
                }
                boolean last = message instanceof LastHttpContent;
                ReferenceCountUtil.release(message);
                if (last) {
                    copyNext();
                }
            }
        }

        private static void require(HttpResponse response) {
            if (response.status().code() != 200) {
                fail("the stand-in answered " + response.status());
            }
        }

        private static void fail(String why) {
            System.err.println(why);
            Runtime.getRuntime().halt(1);
        }
    }

    private NettyRelay() {}

    public static void main(String[] args) throws Exception {
        Job job =
                new Job(
                        URI.create(args[0]),
                        URI.create(args[1]),
                        args[2],
                        args[3],
                        Secret.of(System.getenv("AWS_SECRET_ACCESS_KEY")),
                        Long.parseLong(args[5]),
                        Long.parseLong(args[4]),
                        Long.parseLong(args[7]));
        SslContext tls =
                args[6].equals("-")
                        ? null
                        : SslContextBuilder.forClient()
                                .sslProvider(SslProvider.OPENSSL)
                                .trustManager(new File(args[6]))
                                .build();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, EpollIoHandler.newFactory());
        CountDownLatch finished = new CountDownLatch(LANES);
        AtomicLong next = new AtomicLong();
        for (int lane = 0; lane < LANES; lane++) {
            new Lane(job, next, finished).start(loops.next(), tls);
        }
        finished.await();
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).sync();
    }
}
