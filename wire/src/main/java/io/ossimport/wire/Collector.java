package io.ossimport.wire;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a whole body into one array, up to a limit. */
final class Collector implements Flow.Subscriber<Buffer> {

    private static final int FIRST_BYTES = 4096;

    private final WireResponse response;
    private final int maxBytes;
    private final CompletableFuture<WireReply> reply = new CompletableFuture<>();
    private byte[] bytes;
    private int count;
    private Flow.@Nullable Subscription subscription;

    private Collector(WireResponse response, int maxBytes) {
        this.response = response;
        this.maxBytes = maxBytes;
        long length = response.body().length();
        this.bytes = new byte[length < 0 ? Math.min(FIRST_BYTES, maxBytes) : (int) length];
    }

    static CompletionStage<WireReply> collect(WireResponse response, int maxBytes) {
        Body body = response.body();
        if (body.length() > maxBytes) {
            body.discard();
            return CompletableFuture.failedFuture(tooLong(response, maxBytes));
        }
        Collector collector = new Collector(response, maxBytes);
        body.subscribe(collector);
        return collector.reply;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Buffer buffer) {
        try {
            ByteBuffer more = buffer.bytes();
            if (more.remaining() > maxBytes - count) {
                if (subscription != null) {
                    subscription.cancel();
                }
                reply.completeExceptionally(tooLong(response, maxBytes));
                return;
            }
            int end = count + more.remaining();
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(end, end * 2L)));
            }
            more.get(bytes, count, more.remaining());
            count = end;
        } finally {
            buffer.release();
        }
    }

    @Override
    public void onError(Throwable error) {
        reply.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        byte[] whole = count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        reply.complete(new WireReply(response.status(), response.headers(), whole));
    }

    private static StoreException tooLong(WireResponse response, int maxBytes) {
        String why = "its body is longer than " + maxBytes + " bytes";
        if (response.body() instanceof AnswerBody own) {
            return Failures.badAnswer(own.exchange(), response.status(), why, null);
        }
        return StoreException.of(StoreException.Kind.BAD_ANSWER, "read", "an answer")
                .status(response.status())
                .detail(why)
                .build();
    }
}
