package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Takes a body to its end and computes its CRC-64; keeps no byte. */
final class BodyDigest implements Flow.Subscriber<Buffer> {

    private final long length;
    private final String subject;
    private final VerifyContext context;
    private final Digest digest = Digest.of(ChecksumAlgorithm.CRC64_XZ);
    private final CompletableFuture<Long> value = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long taken;

    /**
     * @param length how many bytes must come
     * @param subject store and key, for messages
     */
    BodyDigest(long length, String subject, VerifyContext context) {
        this.length = length;
        this.subject = subject;
        this.context = context;
    }

    /** The CRC-64 of the whole body, or a {@link StoreException}. */
    CompletableFuture<Long> value() {
        return value;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(Buffer buffer) {
        int bytes = buffer.length();
        taken += bytes;
        if (!value.isDone()) {
            digest.update(buffer.bytes());
        }
        buffer.release();
        long wait = context.read(bytes);
        Flow.Subscription upstream = subscription;
        if (upstream == null || value.isDone()) {
            return;
        }
        if (context.isClosed()) {
            upstream.cancel();
            fail(StoreException.Kind.UNKNOWN, "stopped");
        } else if (taken > length) {
            upstream.cancel();
            fail(StoreException.Kind.CONTENT_INCOMPLETE, "more than " + length + " bytes came");
        } else if (wait <= 0) {
            upstream.request(1);
        } else {
            requestLater(upstream, wait);
        }
    }

    private void requestLater(Flow.Subscription upstream, long wait) {
        try {
            context.later(() -> upstream.request(1), wait);
        } catch (RejectedExecutionException e) {
            upstream.cancel();
            fail(StoreException.Kind.UNKNOWN, "stopped");
        }
    }

    @Override
    public void onError(Throwable error) {
        value.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        if (taken == length) {
            value.complete(digest.value().asLong());
        } else {
            fail(
                    StoreException.Kind.CONTENT_INCOMPLETE,
                    "only " + taken + " of " + length + " bytes came");
        }
    }

    private void fail(StoreException.Kind kind, String detail) {
        value.completeExceptionally(
                StoreException.of(kind, "read", subject).detail(detail).build());
    }
}
