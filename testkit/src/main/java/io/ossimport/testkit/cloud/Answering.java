package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Writes one answer as fast as the client takes it, with a bounded amount of memory. Used on the
 * connection's event loop.
 */
final class Answering {

    private static final int STEP_BYTES = 256 * 1024;

    /** Told once, just before the last byte is written: a client that has it finds it recorded. */
    interface Done {
        void answered(long bodyBytes, boolean keep);
    }

    private final ChannelHandlerContext context;
    private final Delivery delivery;
    private final boolean head;
    private final boolean keep;
    private final Done done;
    private long at;
    private boolean headWritten;
    private boolean finished;

    /**
     * @param head whether the request was a HEAD, so that no body is sent
     * @param keep whether the connection may serve another request
     */
    Answering(
            ChannelHandlerContext context,
            Delivery delivery,
            boolean head,
            boolean keep,
            Done done) {
        this.context = context;
        this.delivery = delivery;
        this.head = head;
        this.keep = keep && delivery.ending() == Delivery.Ending.KEEP;
        this.done = done;
    }

    /** Goes on while the client takes what is written. */
    void pump() {
        if (finished) {
            return;
        }
        long total = head ? 0 : delivery.bytes() + delivery.extra();
        if (!headWritten) {
            headWritten = true;
            if (total <= STEP_BYTES && delivery.contentLength() >= 0 && keep) {
                writeWhole((int) total);
                return;
            }
            var unused = context.write(new DefaultHttpResponse(version(), status(), headers()));
        }
        while (at < total && context.channel().isWritable()) {
            int count = (int) Math.min(STEP_BYTES, total - at);
            if (at + count == total) {
                done.answered(total, keep);
            }
            ByteBuf piece = context.alloc().directBuffer(count);
            fill(piece, count);
            var unused = context.write(new DefaultHttpContent(piece));
            context.flush();
        }
        if (at >= total) {
            end(total);
        } else {
            context.flush();
        }
    }

    private void writeWhole(int total) {
        ByteBuf body = Unpooled.EMPTY_BUFFER;
        if (total > 0) {
            body = context.alloc().directBuffer(total);
            fill(body, total);
        }
        HttpResponse response =
                new DefaultFullHttpResponse(
                        version(),
                        status(),
                        body,
                        headers(),
                        DefaultHttpHeadersFactory.trailersFactory().newHeaders());
        finished = true;
        done.answered(total, true);
        var unused = context.writeAndFlush(response);
    }

    private void end(long total) {
        finished = true;
        if (total == 0) {
            done.answered(0, keep);
        }
        switch (delivery.ending()) {
            case KEEP -> {
                ChannelFuture last = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
                if (!keep) {
                    last.addListener(f -> closeOutput());
                }
            }
            // Without a last content: the client must notice by itself.
            case CLOSE, CLOSE_AS_SAID ->
                    context.writeAndFlush(Unpooled.EMPTY_BUFFER)
                            .addListener(ChannelFutureListener.CLOSE);
            case STALL -> context.flush();
        }
    }

    // Closing at once would reset a connection on which the client still sends, and the client
    // might never see the answer.
    private void closeOutput() {
        if (context.channel() instanceof SocketChannel socket) {
            var unused = socket.shutdownOutput();
        } else {
            var unused = context.close();
        }
    }

    /** How many bytes of the body have been written. */
    long written() {
        return at;
    }

    private void fill(ByteBuf piece, int count) {
        int fromBody = (int) Math.max(0, Math.min(count, delivery.bytes() - at));
        if (fromBody > 0) {
            Reply reply = delivery.reply();
            reply.content().read(reply.from() + at, piece.internalNioBuffer(0, fromBody));
            piece.writerIndex(fromBody);
        }
        piece.writeZero(count - fromBody);
        for (long bit : delivery.flippedBits()) {
            flip(piece, bit - 8 * at);
        }
        at += count;
    }

    /** Turns one bit of what lies between the reader's and the writer's index, if it is there. */
    static void flip(ByteBuf piece, long bit) {
        if (bit >= 0 && bit < 8L * piece.readableBytes()) {
            int index = piece.readerIndex() + (int) (bit >> 3);
            piece.setByte(index, piece.getByte(index) ^ (1 << (bit & 7)));
        }
    }

    private static HttpVersion version() {
        return HttpVersion.HTTP_1_1;
    }

    /** The status of the answer. */
    int statusCode() {
        return delivery.reply().status();
    }

    private HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(delivery.reply().status());
    }

    private HttpHeaders headers() {
        var headers = delivery.reply().headers();
        int status = delivery.reply().status();
        if (delivery.ending() == Delivery.Ending.CLOSE_AS_SAID) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (delivery.contentLength() < 0) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else if (status != 204 && status != 304 && !headers.contains("Content-Length")) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(delivery.contentLength()));
        }
        if (!keep && delivery.ending() == Delivery.Ending.KEEP) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return headers;
    }
}
