package io.ossimport.wire.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body into memory, where it must be signed before it is sent. */
public final class HeldBody {

    private HeldBody() {}

    /**
     * The bytes of {@code body}, of which there must be {@link Body#length}.
     *
     * @param error fails the stage with {@link Kind#CONTENT_INCOMPLETE} when there are not
     */
    public static CompletionStage<byte[]> take(Body body, StoreException.Builder error) {
        if (body.length() < 0 || body.length() > Integer.MAX_VALUE - 8) {
            body.discard();
            return CompletableFuture.failedFuture(
                    error.detail("a body of " + body.length() + " bytes cannot be held").build());
        }
        Holder holder = new Holder(new byte[(int) body.length()], error);
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
