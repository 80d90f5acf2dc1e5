package io.ossimport.connectors.local;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A range of an open file. Reads on the store's threads, and only what was asked for; no thread
 * waits for a slow taker. The last buffer is handed out after the file was looked at once more, so
 * that a taker never has all bytes of a file that changed meanwhile.
 */
final class FileBody implements Body {

    /** Looks whether the file is still what was opened; fails when it is not. */
    interface Unchanged {
        void check() throws IOException;
    }

    private final FileChannel file;
    private final long offset;
    private final long length;
    private final String subject;
    private final Unchanged unchanged;
    private final BlockingCalls calls;
    private final BufferPool buffers;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** The body owns {@code file} and closes it. */
    FileBody(
            FileChannel file,
            long offset,
            long length,
            String subject,
            Unchanged unchanged,
            BlockingCalls calls,
            BufferPool buffers) {
        this.file = file;
        this.offset = offset;
        this.length = length;
        this.subject = subject;
        this.unchanged = unchanged;
        this.calls = calls;
        this.buffers = buffers;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void discard() {
        if (!taken.getAndSet(true)) {
            Closing.quietly(file);
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("a body can be taken once");
        }
        subscriber.onSubscribe(new Reading(subscriber));
    }

    private final class Reading implements Flow.Subscription, Runnable {
        private final Flow.Subscriber<? super Buffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        // How often something happened that run() has not seen; whoever raises it from 0 starts it.
        private final AtomicInteger news = new AtomicInteger();
        private volatile boolean cancelled;
        private volatile boolean badRequest;
        private boolean done;
        private long given;

        Reading(Flow.Subscriber<? super Buffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                badRequest = true;
            } else {
                wanted.getAndUpdate(w -> w + count < 0 ? Long.MAX_VALUE : w + count);
            }
            start();
        }

        @Override
        public void cancel() {
            cancelled = true;
            start();
        }

        private void start() {
            if (news.getAndIncrement() != 0) {
                return;
            }
            try {
                calls.execute(this);
            } catch (RejectedExecutionException e) {
                if (!done) {
                    end();
                    if (!cancelled) {
                        subscriber.onError(BlockingCalls.closed("get", subject));
                    }
                }
                // news stays above 0: nothing will run again.
            }
        }

        @Override
        public void run() {
            int seen = news.get();
            do {
                while (!done && (cancelled || badRequest || wanted.get() > 0)) {
                    step();
                }
                seen = news.addAndGet(-seen);
            } while (seen != 0);
        }

        private void step() {
            if (cancelled) {
                end();
                return;
            }
            if (badRequest) {
                end();
                subscriber.onError(new IllegalArgumentException("asked for no buffer"));
                return;
            }
            try {
                if (length > 0) {
                    ByteBuffer bytes = read();
                    given += bytes.remaining();
                    wanted.decrementAndGet();
                    if (given == length) {
                        unchangedOrGiveBack(bytes);
                        end();
                    }
                    subscriber.onNext(buffers.lend(bytes));
                } else {
                    unchanged.check();
                    end();
                }
                if (done && !cancelled) {
                    subscriber.onComplete();
                }
            } catch (IOException e) {
                end();
                subscriber.onError(LocalErrors.of(e, "get", subject));
            }
        }

        private ByteBuffer read() throws IOException {
            ByteBuffer bytes = buffers.take(length - given);
            bytes.limit((int) Math.min(bytes.capacity(), length - given));
            try {
                while (bytes.hasRemaining()) {
                    if (file.read(bytes, offset + given + bytes.position()) < 0) {
                        throw StoreException.of(StoreException.Kind.CHANGED, "get", subject)
                                .detail(
                                        "the file ended at byte "
                                                + (offset + given + bytes.position()))
                                .build();
                    }
                }
            } catch (IOException e) {
                buffers.give(bytes);
                throw e;
            }
            return bytes.flip();
        }

        private void unchangedOrGiveBack(ByteBuffer bytes) throws IOException {
            try {
                unchanged.check();
            } catch (IOException e) {
                buffers.give(bytes);
                throw e;
            }
        }

        private void end() {
            done = true;
            Closing.quietly(file);
        }
    }
}
