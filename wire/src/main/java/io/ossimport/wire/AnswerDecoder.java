package io.ossimport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Reads answers, and counts the bytes that come in. Confined to its event loop. */
final class AnswerDecoder extends HttpResponseDecoder {

    private static final int MAX_LINE_BYTES = 8 * 1024;
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_PIECE_BYTES = 1024 * 1024;

    private boolean toHead;
    private long received;

    AnswerDecoder() {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setMaxHeaderSize(MAX_HEAD_BYTES)
                        .setMaxChunkSize(MAX_PIECE_BYTES)
                        .setAllowDuplicateContentLengths(false)
                        .setStrictLineParsing(true));
    }

    /** Tells what the next answer belongs to: an answer to a HEAD request has no body. */
    void expect(boolean toHead) {
        this.toHead = toHead;
    }

    /** How many bytes have come in on this connection, decrypted. */
    long received() {
        return received;
    }

    /** Whether bytes have come in that belong to no answer yet. */
    boolean hasLeftover() {
        return actualReadableBytes() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            received += bytes.readableBytes();
        }
        super.channelRead(ctx, message);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return (toHead && !isInterim(message)) || super.isContentAlwaysEmpty(message);
    }

    // Length and chunking together are how answers are smuggled: RFC 9112, 6.3.
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("it has both a length and chunks");
    }

    private static boolean isInterim(HttpMessage message) {
        return message instanceof HttpResponse answer
                && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
