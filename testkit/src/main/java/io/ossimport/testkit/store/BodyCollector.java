package io.ossimport.testkit.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory. */
public final class BodyCollector {

    private BodyCollector() {}

    /** All bytes of the body, or its error. Asks for one buffer at a time. */
    public static CompletableFuture<byte[]> collect(Body body) {
        CompletableFuture<byte[]> collected = new CompletableFuture<>();
        body.subscribe(
                new Flow.Subscriber<>() {
                    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    private Flow.@Nullable Subscription subscription;

                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        this.subscription = subscription;
                        subscription.request(1);
                    }

                    @Override
                    public void onNext(Buffer buffer) {
                        ByteBuffer from = buffer.bytes();
                        byte[] some = new byte[from.remaining()];
                        from.get(some);
                        buffer.release();
                        bytes.writeBytes(some);
                        if (subscription != null) {
                            subscription.request(1);
                        }
                    }

                    @Override
                    public void onError(Throwable error) {
                        collected.completeExceptionally(error);
                    }

                    @Override
                    public void onComplete() {
                        collected.complete(bytes.toByteArray());
                    }
                });
        return collected;
    }

    /** As {@link #collect}, and fails unless there are exactly {@code length} bytes. */
    static CompletableFuture<byte[]> collectExactly(
            Body body, long length, String operation, String subject) {
        if (body.length() != Body.UNKNOWN_LENGTH && body.length() != length) {
            body.discard();
            return CompletableFuture.failedFuture(
                    incomplete(operation, subject, body.length(), length));
        }
        return collect(body)
                .thenCompose(
                        bytes ->
                                bytes.length == length
                                        ? CompletableFuture.completedFuture(bytes)
                                        : CompletableFuture.failedFuture(
                                                incomplete(
                                                        operation, subject, bytes.length, length)));
    }

    private static StoreException incomplete(
            String operation, String subject, long got, long wanted) {
        return StoreException.of(StoreException.Kind.CONTENT_INCOMPLETE, operation, subject)
                .detail(got + " bytes instead of " + wanted)
                .build();
    }
}
