package io.ossimport.wire;

import static io.ossimport.wire.Unawaited.unawaited;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.ossimport.core.store.Body;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One connection, serving one exchange at a time. Confined to its event loop.
 *
 * <p>It goes back to its pool only when the request was written whole, the answer was read whole,
 * the server keeps it open and no stray byte followed. In every other case it is closed.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final long DRAIN_BYTES = 64 * 1024;
    private static final int MAX_INTERIM_ANSWERS = 16;

    private final Pool pool;
    private final Channel channel;
    private final AnswerDecoder decoder;
    private final Watch watch;
    private final Runnable flushTask; // one for all times
    private boolean flushIsScheduled;

    private @Nullable Exchange exchange; // from start to the end of the answer
    private @Nullable BodySender sender; // while the request's body is being written
    private @Nullable AnswerBody body; // from the answer's head to its end
    private boolean answered; // the answer has ended; what is left is to give the connection back
    private boolean reusable;
    private boolean untilClose;
    private int interimAnswers;
    private int served;
    private long receivedBefore;
    private @Nullable Throwable trouble;

    Connection(Pool pool, Channel channel, AnswerDecoder decoder) {
        this.pool = pool;
        this.channel = channel;
        this.decoder = decoder;
        this.watch = new Watch(pool.config());
        this.flushTask =
                () -> {
                    flushIsScheduled = false;
                    flush();
                };
    }

    // What the pool calls.

    boolean isOpen() {
        return channel.isActive();
    }

    /** Closes it; an exchange under way fails. */
    void close() {
        Exchange current = exchange;
        fail(current == null ? new ClosedChannelException() : pool.lane().closedError(current));
    }

    /** Sends the request of {@code next}. */
    void start(Exchange next) {
        exchange = next;
        answered = false;
        reusable = true;
        untilClose = false;
        interimAnswers = 0;
        trouble = null;
        served++;
        receivedBefore = decoder.received();
        decoder.expect(next.isHeadRequest());
        watch.begin();
        ByteBuf head = channel.alloc().directBuffer(next.head().length).writeBytes(next.head());
        Body requestBody = next.takeBody();
        if (requestBody == null) {
            unawaited(channel.writeAndFlush(head, channel.voidPromise()));
        } else {
            sender = new BodySender(this, channel, next, head, requestBody);
            sender.begin(requestBody);
        }
    }

    /** Looks whether something takes too long. Called a few times in every time-out. */
    void check(long now) {
        Exchange current = exchange;
        if (current == null) {
            if (watch.isIdleTooLong(now)) {
                close();
            }
            return;
        }
        String late = watch.late(now, body, isSending(), channel.unsafe().outboundBuffer());
        if (!late.isEmpty()) {
            fail(Failures.broken(current, body != null, late, null));
        }
    }

    /** Ends the exchange under way, if there is one, with an error, and closes the connection. */
    void fail(Throwable error) {
        Exchange failed = exchange;
        AnswerBody failedBody = body;
        BodySender failedSender = sender;
        exchange = null;
        body = null;
        sender = null;
        answered = false;
        unawaited(channel.close());
        if (failedSender != null) {
            failedSender.cancel();
        }
        if (failedBody != null) {
            failedBody.fail(error);
        } else if (failed != null) {
            failed.fail(error);
        }
    }

    // What the request's sender calls.

    /** Everything written so far goes out at the end of this turn of the event loop. */
    void flushSoon() {
        if (!flushIsScheduled) {
            flushIsScheduled = true;
            channel.eventLoop().execute(flushTask);
        }
    }

    void flush() {
        if (sender != null) {
            sender.flushed();
        }
        channel.flush();
    }

    void requestWritten() {
        sender = null;
        channel.flush();
    }

    // What the answer's body calls.

    void pause() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Nobody wants the rest of the body: read over it when it is short, hang up otherwise. */
    void bodyCancelled(long rest) {
        if (rest > DRAIN_BYTES || !reusable) {
            fail(new IOException("the body was cancelled"));
        } else {
            resume();
        }
    }

    // What the channel calls.

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (exchange == null || answered) {
            ReferenceCountUtil.release(message);
            reusable = false; // bytes that belong to no answer
            if (exchange == null) {
                close();
            }
            return;
        }
        if (message instanceof HttpResponse head) {
            head(exchange, head);
        } else if (message instanceof HttpContent content) {
            content(exchange, content);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answered) {
            answered = false;
            exchange = null;
            resume();
            if (reusable && !decoder.hasLeftover() && channel.isActive()) {
                watch.begin();
                pool.free(this);
            } else {
                unawaited(channel.close());
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (sender != null && channel.isWritable()) {
            sender.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pool.gone(this);
        Exchange current = exchange;
        if (current == null || answered) {
            return;
        }
        if (body != null) {
            fail(Failures.cutShort(current, body, trouble));
        } else if (served > 1 && decoder.received() == receivedBefore && current.repeat()) {
            exchange = null;
            pool.submitFresh(current);
        } else {
            fail(Failures.noAnswer(current, trouble));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Exchange current = exchange;
        if (current == null) {
            unawaited(channel.close());
        } else if (cause instanceof IOException) {
            // Reading may still bring an answer, and shows the end of the connection if not.
            trouble = cause;
            if (sender != null) {
                sender.cancel();
                sender = null;
                reusable = false;
            }
        } else {
            fail(Failures.broken(current, body != null, "the connection broke", cause));
        }
    }

    private void head(Exchange current, HttpResponse head) {
        DecoderResult result = head.decoderResult();
        if (result.isFailure()) {
            if (!(result.cause() instanceof PrematureChannelClosureException)) {
                fail(Failures.badAnswer(current, 0, "it is not HTTP", result.cause()));
            }
            return; // a head that was cut off is told by channelInactive
        }
        int status = head.status().code();
        if (status >= 100 && status < 200) {
            if (status == 101 || ++interimAnswers > MAX_INTERIM_ANSWERS) {
                fail(Failures.badAnswer(current, status, "it is interim", null));
            }
            return;
        }
        Framing framing;
        try {
            framing = Framing.of(head, current.isHeadRequest());
        } catch (IllegalArgumentException e) {
            fail(Failures.badAnswer(current, status, String.valueOf(e.getMessage()), null));
            return;
        }
        untilClose = framing.endsWithConnection();
        reusable &= HttpUtil.isKeepAlive(head) && !untilClose;
        if (isSending() || trouble != null) {
            reusable = false;
            if (status < 300) {
                fail(Failures.badAnswer(current, status, "it came too early", null));
                return;
            }
            if (sender != null) {
                sender.cancel();
                sender = null;
            }
        }
        body = new AnswerBody(this, channel.eventLoop(), current, framing.length());
        watch.begin();
        current.complete(new WireResponse(status, head.headers(), body, untilClose));
    }

    private void content(Exchange current, HttpContent content) {
        AnswerBody taker = body;
        boolean last = content instanceof LastHttpContent;
        DecoderResult result = content.decoderResult();
        if (taker == null || result.isFailure()) {
            content.release();
            if (taker != null) {
                fail(Failures.badAnswer(current, 0, "its chunks are broken", result.cause()));
            }
            return; // else it is the end of an interim answer
        }
        taker.bytes(content.content());
        if (last && taker == body) {
            boolean whole = taker.length() < 0 || taker.received() == taker.length();
            if (!whole || (untilClose && trouble != null)) {
                fail(Failures.cutShort(current, taker, trouble));
                return;
            }
            answered = true;
            body = null;
            taker.end();
        }
    }

    // Whether some of the request has not been handed to the network.
    private boolean isSending() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return sender != null || (out != null && out.totalPendingWriteBytes() > 0);
    }
}
