package io.ossimport.transfer.simulation;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A body that comes in pieces, each at some time after it was asked for. */
final class RoughBody implements Body {

    private final long length;
    private final byte[] bytes;
    private final int pieceBytes;
    private final @Nullable Throwable failure;
    private final Consumer<Runnable> way;

    /**
     * @param length what is promised, in bytes
     * @param bytes what comes, perhaps fewer or more
     * @param pieceBytes of each piece but the last
     * @param failure how it ends, or null to end as if all were well
     * @param way takes what is to happen after a while
     */
    RoughBody(
            long length,
            byte[] bytes,
            int pieceBytes,
            @Nullable Throwable failure,
            Consumer<Runnable> way) {
        this.length = length;
        this.bytes = bytes;
        this.pieceBytes = pieceBytes;
        this.failure = failure;
        this.way = way;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void discard() {}

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        subscriber.onSubscribe(new Giving(subscriber));
    }

    private final class Giving implements Flow.Subscription {
        private final Flow.Subscriber<? super Buffer> subscriber;
        private long wanted;
        private int given;
        private boolean giving;
        private boolean done;

        Giving(Flow.Subscriber<? super Buffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            wanted += count;
            if (!giving && !done) {
                giving = true;
                way.accept(this::give);
            }
        }

        private void give() {
            giving = false;
            if (done) {
                return;
            }
            if (given < bytes.length) {
                int end = Math.min(bytes.length, given + pieceBytes);
                ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(bytes, given, end));
                given = end;
                wanted--;
                giving = true; // asking for more from within leads to no second piece
                subscriber.onNext(Buffer.wrap(piece));
                giving = false;
            }
            if (done) {
                return;
            }
            if (given == bytes.length) {
                done = true;
                if (failure == null) {
                    subscriber.onComplete();
                } else {
                    subscriber.onError(failure);
                }
            } else if (wanted > 0) {
                giving = true;
                way.accept(this::give);
            }
        }

        @Override
        public void cancel() {
            done = true;
        }
    }
}
