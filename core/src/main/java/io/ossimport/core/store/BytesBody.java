package io.ossimport.core.store;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A body of bytes that are in memory already: one buffer, or none when it is empty. */
record BytesBody(ByteBuffer content) implements Body {

    @Override
    public long length() {
        return content.remaining();
    }

    @Override
    public void discard() {}

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        subscriber.onSubscribe(
                new Flow.Subscription() {
                    private boolean done;

                    @Override
                    public void request(long count) {
                        if (done) {
                            return;
                        }
                        done = true;
                        if (count <= 0) {
                            subscriber.onError(new IllegalArgumentException("asked for " + count));
                            return;
                        }
                        if (content.hasRemaining()) {
                            subscriber.onNext(Buffer.wrap(content));
                        }
                        subscriber.onComplete();
                    }

                    @Override
                    public void cancel() {
                        done = true;
                    }
                });
    }
}
