package io.ossimport.testkit.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that gives other than it promises.
 *
 * @param length what it promises, in bytes
 * @param bytes what it gives
 * @param failure how it ends, or null to end as if all were well
 */
public record BrokenBody(long length, int bytes, @Nullable Throwable failure) implements Body {

    @Override
    public void discard() {}

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        subscriber.onSubscribe(
                new Flow.Subscription() {
                    private boolean given;
                    private boolean done;

                    @Override
                    public void request(long count) {
                        if (!given) {
                            given = true;
                            if (bytes > 0) {
                                subscriber.onNext(Buffer.wrap(ByteBuffer.allocate(bytes)));
                            }
                        }
                        if (!done) {
                            done = true;
                            if (failure != null) {
                                subscriber.onError(failure);
                            } else {
                                subscriber.onComplete();
                            }
                        }
                    }

                    @Override
                    public void cancel() {
                        done = true;
                    }
                });
    }
}
