package io.ossimport.testkit.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.testkit.cloud.Content;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A body that gives a range of a content, a buffer at a time, on the thread that asks for it. */
final class ContentBody implements Body {

    private static final int STEP_BYTES = 64 * 1024;

    private final Content content;
    private final long offset;
    private final long length;
    private final AtomicBoolean taken = new AtomicBoolean();

    ContentBody(Content content, long offset, long length) {
        this.content = content;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void discard() {}

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        if (taken.getAndSet(true)) {
            throw new IllegalStateException("a body can be taken once");
        }
        subscriber.onSubscribe(new Reading(subscriber));
    }

    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super Buffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private volatile boolean done;
        private long at;

        Reading(Flow.Subscriber<? super Buffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                cancel();
                subscriber.onError(new IllegalArgumentException("asked for " + count));
                return;
            }
            // Only the call that finds nothing wanted gives buffers; others just leave their count.
            if (wanted.getAndUpdate(w -> Math.max(w, w + count)) == 0) {
                give();
            }
        }

        private void give() {
            long given = 0;
            do {
                for (long rest = wanted.get() - given; rest > 0 && !done; rest--, given++) {
                    if (at < length) {
                        ByteBuffer step =
                                ByteBuffer.allocate((int) Math.min(STEP_BYTES, length - at));
                        content.read(offset + at, step);
                        at += step.capacity();
                        subscriber.onNext(Buffer.wrap(step.flip()));
                    }
                    if (at == length && !done) {
                        done = true;
                        subscriber.onComplete();
                    }
                }
            } while (!done && wanted.addAndGet(-given) != 0 && (given = 0) == 0);
        }

        @Override
        public void cancel() {
            done = true;
        }
    }
}
