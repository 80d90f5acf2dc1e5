package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Serves one connection, a request after the other. Used on its event loop. */
final class CloudConnection extends ChannelInboundHandlerAdapter {

    private static final AtomicLong REQUESTS = new AtomicLong();
    private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

    /** A body that is no longer wanted is read to its end when it is no longer than this. */
    private static final long DRAINED_BYTES = 64 * 1024;

    private final CloudService service;
    private final CloudOptions options;
    private final RequestLog log;
    private final FaultScript script;

    private @Nullable CloudRequest request;
    private @Nullable Exchange exchange;
    private @Nullable Answering answering;
    private @Nullable Reply early;
    private List<Fault> faults = List.of();
    private String operation = "";
    private String requestId = "";
    private long bodyBytesIn;
    private boolean keepAlive;
    private boolean drained;

    CloudConnection(
            CloudService service, CloudOptions options, RequestLog log, FaultScript script) {
        this.service = service;
        this.options = options;
        this.log = log;
        this.script = script;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest head) {
                if (request != null) {
                    // A client must wait for the answer before it asks again.
                    var unused = context.close();
                    return;
                }
                begin(context, head);
            }
            if (message instanceof HttpContent content) {
                body(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        requestId = UPPER_CASE.toHexDigits(REQUESTS.incrementAndGet());
        keepAlive = HttpUtil.isKeepAlive(head);
        bodyBytesIn = 0;
        drained = false;
        CloudRequest parsed;
        try {
            if (head.decoderResult().isFailure()) {
                throw new CloudError(400, "BadRequest", "The request is not HTTP/1.1.");
            }
            parsed = CloudRequest.of(head);
            operation = CloudService.operation(parsed);
            faults = script.faultsFor(operation, parsed.key());
            request = parsed;
            tell(Moment.BEFORE);
            if (has(Fault.Drop.class, false)) {
                drop(context);
                return;
            }
            early = scripted(parsed);
            if (early == null) {
                exchange = service.begin(parsed, operation, faults);
            }
        } catch (CloudError e) {
            CloudRequest broken =
                    new CloudRequest(
                            head.method().name(),
                            head.uri(),
                            head.headers(),
                            Query.NONE,
                            true,
                            "",
                            Key.EMPTY);
            CloudRequest asked = request == null ? broken : request;
            request = asked;
            early = service.refusal(e, asked, requestId);
        }
        if (early != null) {
            refuse(context, head);
        } else if (HttpUtil.is100ContinueExpected(head)) {
            var unused =
                    context.writeAndFlush(
                            new DefaultFullHttpResponse(
                                    HttpVersion.HTTP_1_1,
                                    HttpResponseStatus.CONTINUE,
                                    Unpooled.EMPTY_BUFFER));
        }
    }

    private void tell(Moment moment) {
        tell(faults, moment);
    }

    private static void tell(List<Fault> faults, Moment moment) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.Tell tell && tell.moment() == moment) {
                tell.listener().run();
            }
        }
    }

    private boolean has(Class<Fault.Drop> type, boolean afterCommit) {
        for (Fault fault : faults) {
            if (type.isInstance(fault) && type.cast(fault).afterCommit() == afterCommit) {
                return true;
            }
        }
        return false;
    }

    // An answer that the script wants instead of what was asked for, or null.
    private @Nullable Reply scripted(CloudRequest asked) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.Status status) {
                CloudError error =
                        new CloudError(
                                status.status(), status.code(), "The stand-in was told to say so.");
                status.headers().forEach(error::header);
                return service.refusal(error, asked, requestId);
            }
            if (fault instanceof Fault.ErrorInside error) {
                return Reply.xml(200, service.errorDocument(error.code(), asked, requestId));
            }
        }
        return null;
    }

    // A short body is read before the answer, so that the connection can go on; a long one is
    // answered at once, and the connection ends.
    private void refuse(ChannelHandlerContext context, HttpRequest head) {
        CloudRequest asked = request;
        boolean shortBody =
                asked != null
                        && asked.contentLength() <= DRAINED_BYTES
                        && !asked.hasHeader("transfer-encoding")
                        && !HttpUtil.is100ContinueExpected(head);
        Reply reply = early;
        if (!shortBody && reply != null) {
            keepAlive = false;
            early = null;
            drained = true;
            answer(context, reply);
        }
    }

    private void body(ChannelHandlerContext context, HttpContent content) {
        ByteBuf piece = content.content();
        bodyBytesIn += piece.readableBytes();
        Exchange open = exchange;
        if (open != null) {
            try {
                open.body(piece);
            } catch (CloudError e) {
                cancel();
                if (request != null) {
                    keepAlive = false;
                    drained = true;
                    answer(context, service.refusal(e, request, requestId));
                }
                return;
            }
        }
        if (content instanceof LastHttpContent && drained) {
            return;
        }
        if (content instanceof LastHttpContent) {
            if (content.decoderResult().isFailure()) {
                drop(context);
            } else {
                end(context);
            }
        }
    }

    private void end(ChannelHandlerContext context) {
        CloudRequest asked = request;
        if (asked == null) {
            return;
        }
        Reply reply = early;
        early = null;
        Exchange open = exchange;
        exchange = null;
        if (open != null) {
            try {
                reply = open.end();
            } catch (CloudError e) {
                reply = service.refusal(e, asked, requestId);
            }
        }
        if (reply != null) {
            answer(context, reply);
        }
    }

    private void answer(ChannelHandlerContext context, Reply reply) {
        tell(Moment.DONE);
        if (has(Fault.Drop.class, true)) {
            drop(context);
            return;
        }
        Duration wait = options.latency();
        for (Fault fault : faults) {
            if (fault instanceof Fault.Delay delay) {
                wait = wait.plus(delay.time());
            }
        }
        if (wait.isZero()) {
            send(context, reply);
        } else {
            var unused =
                    context.executor()
                            .schedule(
                                    () -> send(context, reply),
                                    wait.toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void send(ChannelHandlerContext context, Reply reply) {
        CloudRequest asked = request;
        if (asked == null || !context.channel().isActive()) {
            return;
        }
        reply.headers().set("Date", Dates.http(service.clock().millis()));
        reply.headers().set("Server", service.vendor().serverName());
        service.vendor().commonHeaders(reply.headers(), requestId);
        Delivery delivery = Delivery.of(reply, faults);
        boolean head = asked.method().equals("HEAD");
        List<Fault> asking = faults;
        Answering now =
                new Answering(
                        context,
                        delivery,
                        head,
                        keepAlive,
                        (bytes, keep) -> {
                            record(reply.status(), bytes);
                            answering = null;
                            if (!asking.isEmpty()) {
                                // the bytes are written before this comes to its turn
                                context.executor().execute(() -> tell(asking, Moment.ANSWERED));
                            }
                            if (keep) {
                                request = null;
                            }
                        });
        answering = now;
        now.pump();
    }

    private void record(int status, long bytesOut) {
        CloudRequest asked = request;
        if (asked == null) {
            return;
        }
        Map<String, String> headers = options.countsOnly() ? Map.of() : asked.headerMap();
        log.add(
                new LoggedRequest(
                        operation,
                        asked.bucket(),
                        asked.key().isEmpty() ? null : asked.key().toString(),
                        asked.method(),
                        asked.target(),
                        status,
                        bodyBytesIn,
                        bytesOut,
                        headers));
    }

    private void drop(ChannelHandlerContext context) {
        record(0, 0);
        request = null;
        drained = true;
        cancel();
        var unused = context.close();
    }

    private void cancel() {
        if (exchange != null) {
            exchange.cancel();
            exchange = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Answering now = answering;
        if (now != null && context.channel().isWritable()) {
            now.pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Answering now = answering;
        if (now != null) {
            record(now.statusCode(), now.written());
            answering = null;
        }
        request = null;
        cancel();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace(); // a fault of the stand-in: a client sees a hang-up only
        }
        var unused = context.close();
    }
}
