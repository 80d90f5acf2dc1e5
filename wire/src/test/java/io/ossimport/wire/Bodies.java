package io.ossimport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Bodies and takers of bodies whose every step a test can see. */
final class Bodies {

    private Bodies() {}

    /**
     * The result of {@code stage}, or its failure as {@link
     * java.util.concurrent.ExecutionException}.
     */
    static <T> T get(java.util.concurrent.CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Gives pieces of the same size when it is asked, from the thread that asks. */
    static final class Pieces implements Body, Flow.Subscription {

        private final long promised;
        private final int pieceBytes;
        private final int pieces;
        private final @Nullable Throwable failure;
        final AtomicInteger given = new AtomicInteger();
        final AtomicInteger released = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicInteger discarded = new AtomicInteger();
        private final AtomicLong demand = new AtomicLong();
        private Flow.@Nullable Subscriber<? super Buffer> taker;
        private boolean ended;

        /** Promises {@code promised} bytes and gives what it gives, then ends as told. */
        Pieces(long promised, int pieceBytes, int pieces, @Nullable Throwable failure) {
            this.promised = promised;
            this.pieceBytes = pieceBytes;
            this.pieces = pieces;
            this.failure = failure;
        }

        /** A body that keeps its promise. */
        static Pieces whole(int pieceBytes, int pieces) {
            return new Pieces((long) pieceBytes * pieces, pieceBytes, pieces, null);
        }

        @Override
        public long length() {
            return promised;
        }

        @Override
        public void discard() {
            discarded.incrementAndGet();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
            taker = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            Flow.Subscriber<? super Buffer> to = java.util.Objects.requireNonNull(taker);
            if (demand.getAndAdd(count) > 0) {
                return; // the outer call goes on
            }
            do {
                if (ended) {
                    return;
                }
                if (given.get() < pieces) {
                    int number = given.incrementAndGet();
                    to.onNext(new Piece(number));
                } else {
                    ended = true;
                    if (failure == null) {
                        to.onComplete();
                    } else {
                        to.onError(failure);
                    }
                }
            } while (demand.decrementAndGet() > 0);
            if (!ended && given.get() == pieces && failure == null) {
                ended = true;
                to.onComplete();
            }
        }

        @Override
        public void cancel() {
            ended = true;
            cancelled.incrementAndGet();
        }

        /**
         * Waits until every piece that was given has been released: a connection lets go of what it
         * has not sent when it closes, which may be after the answer is there.
         */
        void awaitReleased() throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (released.get() < given.get() && System.nanoTime() < end) {
                Thread.sleep(1);
            }
            assertThat(released).as("pieces released").hasValue(given.get());
        }

        private final class Piece implements Buffer {

            private final ByteBuffer bytes;

            private Piece(int number) {
                byte[] content = new byte[pieceBytes];
                java.util.Arrays.fill(content, (byte) number);
                bytes = ByteBuffer.wrap(content);
            }

            @Override
            public ByteBuffer bytes() {
                return bytes.duplicate();
            }

            @Override
            public int length() {
                return bytes.remaining();
            }

            @Override
            public void release() {
                released.incrementAndGet();
            }
        }
    }

    /** Takes a body as a test tells it to, from the test's thread. */
    static final class Taker implements Flow.Subscriber<Buffer> {

        private final CompletableFuture<Long> end = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicInteger buffers = new AtomicInteger();
        private final Object change = new Object();
        private final long firstDemand;

        Taker(long firstDemand) {
            this.firstDemand = firstDemand;
        }

        static Taker all(Body body) {
            Taker taker = new Taker(Long.MAX_VALUE);
            body.subscribe(taker);
            return taker;
        }

        /** Completes with the number of bytes, or with the body's error. */
        CompletableFuture<Long> end() {
            return end;
        }

        long bytes() {
            return bytes.get();
        }

        int buffers() {
            return buffers.get();
        }

        void request(long count) throws Exception {
            get(subscription).request(count);
        }

        void cancel() throws Exception {
            get(subscription).cancel();
        }

        /** Waits until so many bytes have come. */
        void awaitBytes(long count) throws InterruptedException {
            synchronized (change) {
                while (bytes.get() < count && !end.isDone()) {
                    change.wait(30_000);
                }
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            if (firstDemand > 0) {
                given.request(firstDemand);
            }
        }

        @Override
        public void onNext(Buffer buffer) {
            synchronized (change) {
                bytes.addAndGet(buffer.length());
                buffers.incrementAndGet();
                buffer.release();
                change.notifyAll();
            }
        }

        @Override
        public void onError(Throwable error) {
            synchronized (change) {
                end.completeExceptionally(error);
                change.notifyAll();
            }
        }

        @Override
        public void onComplete() {
            synchronized (change) {
                end.complete(bytes.get());
                change.notifyAll();
            }
        }
    }
}
