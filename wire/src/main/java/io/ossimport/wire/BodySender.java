package io.ossimport.wire;

import static io.ossimport.wire.Unawaited.unawaited;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a request: asks for a buffer while the connection can take more, and counts.
 *
 * <p>The last bytes are held back until the body says that it is complete, so a request whose body
 * fails at its very end, or has more bytes than it promised, never looks whole to the server. State
 * is confined to the connection's event loop; signals from other threads are passed on to it in
 * their order.
 */
final class BodySender implements Flow.Subscriber<Buffer> {

    private static final int FLUSH_BYTES = 512 * 1024;

    private final Connection connection;
    private final Channel channel;
    private final Exchange exchange;
    private final AtomicInteger passedOn = new AtomicInteger();
    private final long length;
    private long missing;
    private int unflushed;
    private boolean done;
    private boolean paused;
    private @Nullable Buffer last;
    private @Nullable ByteBuf head;
    private Flow.@Nullable Subscription subscription;

    /**
     * @param head written before the body; when the body is empty, not before it is complete
     */
    BodySender(Connection connection, Channel channel, Exchange exchange, ByteBuf head, Body body) {
        this.connection = connection;
        this.channel = channel;
        this.exchange = exchange;
        this.head = head;
        this.length = body.length();
        this.missing = length;
    }

    void begin(Body body) {
        if (missing > 0) {
            writeHead();
        }
        body.subscribe(this);
        if (!done) {
            connection.flushSoon();
        }
    }

    /** The connection can take more. */
    void writable() {
        if (paused && !done && subscription != null) {
            paused = false;
            subscription.request(1);
        }
    }

    /** Stops sending; the request stays cut off where it is. */
    void cancel() {
        if (done) {
            return;
        }
        finish();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    void flushed() {
        unflushed = 0;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        onLoop(
                () -> {
                    subscription = given;
                    if (done) {
                        given.cancel();
                    } else {
                        given.request(1);
                    }
                },
                given::cancel);
    }

    @Override
    public void onNext(Buffer buffer) {
        if (isDirect()) {
            next(buffer);
        } else {
            onLoop(() -> next(buffer), buffer::release);
        }
    }

    @Override
    public void onError(Throwable error) {
        onLoop(() -> failed(error), () -> {});
    }

    @Override
    public void onComplete() {
        onLoop(this::complete, () -> {});
    }

    private void next(Buffer buffer) {
        if (done || subscription == null) {
            buffer.release();
            return;
        }
        int bytes = buffer.length();
        if (bytes > missing) {
            buffer.release();
            stop("its body has more than the promised " + length + " bytes");
            return;
        }
        missing -= bytes;
        if (bytes == 0) {
            buffer.release();
        } else if (missing == 0) {
            last = buffer;
        } else {
            write(buffer);
            unflushed += bytes;
            if (unflushed >= FLUSH_BYTES || !channel.isWritable()) {
                connection.flush();
            } else {
                connection.flushSoon();
            }
        }
        if (done) {
            return; // the flush showed that the connection is gone
        }
        if (channel.isWritable()) {
            subscription.request(1);
        } else {
            paused = true;
        }
    }

    private void complete() {
        if (done) {
            return;
        }
        if (missing > 0) {
            stop("its body has " + (length - missing) + " of " + length + " bytes");
            return;
        }
        done = true;
        writeHead();
        if (last != null) {
            write(last);
            last = null;
        }
        connection.requestWritten();
    }

    private void failed(Throwable error) {
        if (!done) {
            finish();
            connection.fail(error);
        }
    }

    private void stop(String why) {
        cancel();
        connection.fail(exchange.error(StoreException.Kind.CONTENT_INCOMPLETE).detail(why).build());
    }

    private void finish() {
        done = true;
        if (last != null) {
            last.release();
            last = null;
        }
        if (head != null) {
            head.release();
            head = null;
        }
    }

    private void writeHead() {
        ByteBuf bytes = head;
        if (bytes != null) {
            head = null;
            unawaited(channel.write(bytes, channel.voidPromise()));
        }
    }

    private void write(Buffer buffer) {
        if (buffer instanceof WireBuffer own) {
            unawaited(channel.write(own.take(), channel.voidPromise()));
        } else {
            unawaited(
                    channel.write(Unpooled.wrappedBuffer(buffer.bytes()))
                            .addListener(written -> buffer.release()));
        }
    }

    private boolean isDirect() {
        return passedOn.get() == 0 && channel.eventLoop().inEventLoop();
    }

    private void onLoop(Runnable act, Runnable whenStopped) {
        if (isDirect()) {
            act.run();
            return;
        }
        passedOn.incrementAndGet();
        try {
            channel.eventLoop()
                    .execute(
                            () -> {
                                passedOn.decrementAndGet();
                                act.run();
                            });
        } catch (RejectedExecutionException e) {
            whenStopped.run();
        }
    }
}
