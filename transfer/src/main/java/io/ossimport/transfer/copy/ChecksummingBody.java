package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body on its way from source to destination: counts every byte and computes checksums while the
 * buffers pass unchanged.
 *
 * <p>The count must come out exactly. Where the source keeps a checksum of the whole, the last
 * buffer is passed on only if ours equals it, so that a destination never holds bytes that are
 * known to be wrong.
 */
final class ChecksummingBody implements Body {

    private static final long LONGEST_STEP_MILLIS = 200;

    private final Body content;
    private final long length;
    private final Checksum expected;
    private final CopyContext context;
    private final Key key;
    private final Consumer<Wait> waits;
    private final List<Digest> digests = new ArrayList<>(2);
    private volatile List<Checksum> values = List.of();
    private volatile boolean whole;
    private volatile @Nullable Throwable sourceFailure;

    /**
     * @param algorithms what to compute
     * @param expected what the source keeps, of one of the algorithms, or {@link Checksum#NONE}
     * @param key of the source, for messages
     * @param waits told whenever the bytes begin to wait for something else
     */
    ChecksummingBody(
            Body content,
            long length,
            List<ChecksumAlgorithm> algorithms,
            Checksum expected,
            CopyContext context,
            Key key,
            Consumer<Wait> waits) {
        this.content = content;
        this.length = length;
        this.expected = expected;
        this.context = context;
        this.key = key;
        this.waits = waits;
        for (ChecksumAlgorithm algorithm : algorithms) {
            digests.add(Digest.of(algorithm));
        }
        if (length == 0) {
            compute(); // a store may take an empty body without a look at it
        }
    }

    private void compute() {
        List<Checksum> computed = new ArrayList<>(digests.size());
        for (Digest digest : digests) {
            computed.add(digest.value());
        }
        values = List.copyOf(computed);
        whole = true;
    }

    /** The checksums of all bytes, in the order asked for; empty until all have passed. */
    List<Checksum> values() {
        return values;
    }

    /** Whether all bytes have passed. */
    boolean isWhole() {
        return whole;
    }

    /** Why the source's side failed, or null when it did not. */
    @Nullable Throwable sourceFailure() {
        return sourceFailure;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void discard() {
        content.discard();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
        content.subscribe(new Relay(subscriber));
    }

    /** Passes on one subscription. Signals come one at a time, as {@link Flow} promises. */
    private final class Relay implements Flow.Subscriber<Buffer>, Flow.Subscription {
        private final Flow.Subscriber<? super Buffer> subscriber;
        private Flow.@Nullable Subscription subscription;
        private long passed;
        private boolean ended;

        Relay(Flow.Subscriber<? super Buffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            Flow.Subscription upstream = subscription;
            if (upstream == null) {
                return;
            }
            request(upstream, count, context.pace().taken());
        }

        // In short steps, for the rate may change meanwhile.
        private void request(Flow.Subscription upstream, long count, long toBePaid) {
            long wait = context.pace().waitMillis(toBePaid);
            if (wait <= 0) {
                waitFor(Wait.SOURCE);
                upstream.request(count);
            } else {
                waitFor(Wait.BANDWIDTH);
                context.turns()
                        .later(
                                () -> request(upstream, count, toBePaid),
                                Math.min(wait, LONGEST_STEP_MILLIS));
            }
        }

        // Nobody waits for what is behind the last byte.
        private void waitFor(Wait wait) {
            if (!whole) {
                waits.accept(wait);
            }
        }

        @Override
        public void cancel() {
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(Buffer buffer) {
            if (ended) {
                buffer.release();
                return;
            }
            int bytes = buffer.length();
            passed += bytes;
            StoreException wrong = null;
            if (context.isClosed()) {
                wrong = failure(StoreException.Kind.UNAVAILABLE, "stopped");
            } else if (passed > length) {
                wrong = incomplete("more than");
            } else {
                for (Digest digest : digests) {
                    digest.update(buffer.bytes());
                }
                wrong = passed == length ? finish() : null;
            }
            if (wrong != null) {
                buffer.release();
                cancel();
                fail(wrong);
                return;
            }
            context.moved(bytes);
            waits.accept(Wait.DESTINATION);
            subscriber.onNext(buffer);
        }

        @Override
        public void onError(Throwable error) {
            if (!ended) {
                fail(error);
            }
        }

        @Override
        public void onComplete() {
            if (ended) {
                return;
            }
            StoreException wrong = null;
            if (passed < length) {
                wrong = incomplete("only " + passed + " of");
            } else if (length == 0) {
                wrong = finish();
            }
            if (wrong != null) {
                fail(wrong);
                return;
            }
            ended = true;
            subscriber.onComplete();
        }

        private @Nullable StoreException finish() {
            if (length > 0) {
                compute();
            }
            for (Checksum ours : values) {
                if (ours.algorithm() == expected.algorithm() && !ours.equals(expected)) {
                    whole = false;
                    return failure(
                            StoreException.Kind.CHECKSUM_MISMATCH,
                            "the source keeps " + expected + ", but what came has " + ours);
                }
            }
            return null;
        }

        private StoreException incomplete(String what) {
            return failure(
                    StoreException.Kind.CONTENT_INCOMPLETE,
                    what + " the " + length + " bytes that were promised came");
        }

        private StoreException failure(StoreException.Kind kind, String detail) {
            String subject = context.source().name() + "/" + key;
            return StoreException.of(kind, "read", subject).detail(detail).build();
        }

        private void fail(Throwable error) {
            ended = true;
            sourceFailure = error;
            subscriber.onError(error);
        }
    }
}
