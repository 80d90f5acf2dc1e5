package io.ossimport.wire.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Takes a body into memory, where it must be signed before it is sent. */
public final class HeldBody {

    private HeldBody() {}

    /**
     * Gives {@code use} the bytes of {@code body}, of which there must be {@link Body#length}. All
     * bodies that are held by the process at once take a quarter of its heap at most: when there is
     * no room, this one waits, unread.
     *
     * @param use is done with the bytes when its stage ends
     * @param error begins an error; the stage fails with one of the kind {@link
     *     Kind#CONTENT_INCOMPLETE} when there are not as many bytes, and of the kind {@link
     *     Kind#UNSUPPORTED} when there are more than can ever be held
     */
    public static <T> CompletionStage<T> use(
            Body body,
            Function<Kind, StoreException.Builder> error,
            Function<byte[], CompletionStage<T>> use) {
        return use(body, error, use, HoldLimit.SHARED);
    }

    static <T> CompletionStage<T> use(
            Body body,
            Function<Kind, StoreException.Builder> error,
            Function<byte[], CompletionStage<T>> use,
            HoldLimit limit) {
        long length = body.length();
        if (length < 0 || length > Math.min(limit.limit(), Integer.MAX_VALUE - 8)) {
            body.discard();
            return CompletableFuture.failedFuture(
                    error.apply(Kind.UNSUPPORTED)
                            .detail(
                                    "a body of "
                                            + length
                                            + " bytes cannot be held to be signed; reach the store"
                                            + " by https, or choose smaller parts")
                            .build());
        }
        return limit.acquire(length)
                .thenCompose(room -> take(body, error))
                .thenCompose(use)
                .whenComplete((result, failure) -> limit.release(length));
    }

    private static CompletionStage<byte[]> take(
            Body body, Function<Kind, StoreException.Builder> error) {
        Holder holder =
                new Holder(new byte[(int) body.length()], error.apply(Kind.CONTENT_INCOMPLETE));
        body.subscribe(holder);
        return holder.done;
    }

    /** Fills the array. Signals come one at a time. */
    private static final class Holder implements Flow.Subscriber<Buffer> {
        final CompletableFuture<byte[]> done = new CompletableFuture<>();
        private final byte[] bytes;
        private final StoreException.Builder error;
        private int filled;
        private Flow.@org.jspecify.annotations.Nullable Subscription subscription;

        Holder(byte[] bytes, StoreException.Builder error) {
            this.bytes = bytes;
            this.error = error;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Buffer buffer) {
            ByteBuffer content = buffer.bytes();
            int length = content.remaining();
            boolean fits = length <= bytes.length - filled;
            if (fits) {
                content.get(bytes, filled, length);
                filled += length;
            }
            buffer.release();
            if (!fits && !done.isDone()) {
                if (subscription != null) {
                    subscription.cancel();
                }
                done.completeExceptionally(error.detail("more bytes than promised").build());
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            if (filled == bytes.length) {
                done.complete(bytes);
            } else {
                done.completeExceptionally(
                        error.detail("only " + filled + " of " + bytes.length + " bytes").build());
            }
        }
    }
}
