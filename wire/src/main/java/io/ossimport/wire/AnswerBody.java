package io.ossimport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, between a connection that brings bytes and a subscriber that asks for
 * them. Its state is confined to the connection's event loop; calls from elsewhere are passed on to
 * it.
 *
 * <p>The connection goes on reading until bytes lie here that nobody has asked for, and begins
 * again when they are taken: at most what one turn of reading brings is held: four times 512 KiB.
 */
final class AnswerBody implements Body, Flow.Subscription {

    private final Connection connection;
    private final EventLoop loop;
    private final Exchange exchange;
    private final long length;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(4);
    private long received;
    private long demand;
    private boolean ended; // the connection has brought everything, or failed
    private boolean closed; // nothing more is to be signalled
    private boolean emitting;
    private @Nullable Throwable failure;
    private Flow.@Nullable Subscriber<? super Buffer> subscriber;

    AnswerBody(Connection connection, EventLoop loop, Exchange exchange, long length) {
        this.connection = connection;
        this.loop = loop;
        this.exchange = exchange;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    /** What it is a part of. */
    Exchange exchange() {
        return exchange;
    }

    /** How many bytes the connection has brought. */
    long received() {
        return received;
    }

    /** Whether it is the other end's turn: more bytes are wanted than have come. */
    boolean wantsBytes() {
        return !ended && (closed || (demand > 0 && waiting.isEmpty()));
    }

    // What the connection calls, on the loop.

    /** Takes the bytes, and their reference. */
    void bytes(ByteBuf content) {
        received += content.readableBytes();
        if (closed || !content.isReadable()) {
            content.release();
            return;
        }
        if (demand > 0 && waiting.isEmpty() && !emitting) {
            emit(content);
            drain();
        } else {
            waiting.add(content);
        }
        if (!wantsBytes() && !ended) {
            connection.pause();
        }
    }

    /** All bytes have come. */
    void end() {
        ended = true;
        drain();
    }

    /** No more bytes will come, and those that have come are not the body. */
    void fail(Throwable error) {
        if (!ended) {
            ended = true;
            failure = error;
            dropWaiting();
            drain();
        }
    }

    // What the subscriber calls, from anywhere.

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> taker) {
        onLoop(() -> begin(taker), () -> refuse(taker, new IllegalStateException("closed")));
    }

    @Override
    public void request(long count) {
        onLoop(() -> ask(count), () -> {});
    }

    @Override
    public void cancel() {
        onLoop(this::stop, () -> {});
    }

    @Override
    public void discard() {
        onLoop(
                () -> {
                    if (subscriber == null) {
                        stop();
                    }
                },
                () -> {});
    }

    private void begin(Flow.Subscriber<? super Buffer> taker) {
        if (subscriber != null || closed) {
            refuse(taker, new IllegalStateException("a body can be taken once"));
            return;
        }
        subscriber = taker;
        taker.onSubscribe(this);
        drain();
    }

    private void ask(long count) {
        if (closed) {
            return;
        }
        if (count <= 0) {
            Flow.Subscriber<? super Buffer> taker = subscriber;
            stop();
            if (taker != null) {
                taker.onError(new IllegalArgumentException("asked for " + count + " buffers"));
            }
            return;
        }
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        drain();
        if (wantsBytes() && !closed) {
            connection.resume();
        }
    }

    private void stop() {
        if (closed) {
            return;
        }
        closed = true;
        dropWaiting();
        if (!ended) {
            connection.bodyCancelled(length < 0 ? Long.MAX_VALUE : length - received);
        }
    }

    // A subscriber that asks for more from within onNext comes back here: the outermost call emits.
    private void drain() {
        Flow.Subscriber<? super Buffer> taker = subscriber;
        if (emitting || taker == null) {
            return;
        }
        while (!closed && demand > 0 && !waiting.isEmpty()) {
            emit(waiting.remove());
        }
        if (ended && !closed && waiting.isEmpty()) {
            closed = true;
            if (failure != null) {
                taker.onError(failure);
            } else {
                taker.onComplete();
            }
        }
    }

    private void emit(ByteBuf content) {
        Flow.Subscriber<? super Buffer> taker = Objects.requireNonNull(subscriber);
        demand--;
        emitting = true;
        try {
            taker.onNext(new WireBuffer(content));
        } finally {
            emitting = false;
        }
    }

    private void dropWaiting() {
        ByteBuf next;
        while ((next = waiting.poll()) != null) {
            next.release();
        }
    }

    private static void refuse(Flow.Subscriber<? super Buffer> taker, Throwable why) {
        taker.onSubscribe(
                new Flow.Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {}
                });
        taker.onError(why);
    }

    private void onLoop(Runnable act, Runnable whenStopped) {
        if (loop.inEventLoop()) {
            act.run();
            return;
        }
        try {
            loop.execute(act);
        } catch (RejectedExecutionException e) {
            whenStopped.run(); // the wire is closed, and the body ended with it
        }
    }
}
