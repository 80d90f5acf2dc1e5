package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body and writes it into an open file at an offset. Holds at most {@value #WINDOW}
 * buffers. Buffers arrive on any thread and are written by the store's threads, one at a time and
 * in order.
 */
final class FileSink implements Flow.Subscriber<Buffer>, Runnable {
    private static final int WINDOW = 4;

    private final FileChannel file;
    private final long offset;
    private final long length;
    private final String subject;
    private final BlockingCalls calls;
    private final CompletableFuture<Checksum> written = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Buffer> arrived = new ConcurrentLinkedQueue<>();
    // How often something happened that run() has not seen; whoever raises it from 0 starts it.
    private final AtomicInteger news = new AtomicInteger();
    private final Digest digest = Digest.of(ChecksumAlgorithm.CRC64_XZ);
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable error;
    private volatile boolean complete;
    private long count;

    private FileSink(
            FileChannel file, long offset, long length, String subject, BlockingCalls calls) {
        this.file = file;
        this.offset = offset;
        this.length = length;
        this.subject = subject;
        this.calls = calls;
    }

    /**
     * Writes the body, which must have exactly {@code length} bytes.
     *
     * @return the CRC-64 of what was handed to the file
     */
    static CompletableFuture<Checksum> write(
            Body body,
            FileChannel file,
            long offset,
            long length,
            String subject,
            BlockingCalls calls) {
        FileSink sink = new FileSink(file, offset, length, subject, calls);
        body.subscribe(sink);
        return sink.written;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(WINDOW);
    }

    @Override
    public void onNext(Buffer buffer) {
        arrived.add(buffer);
        start();
    }

    @Override
    public void onError(Throwable error) {
        this.error = error;
        start();
    }

    @Override
    public void onComplete() {
        complete = true;
        start();
    }

    private void start() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        try {
            calls.execute(this);
        } catch (RejectedExecutionException e) {
            fail(BlockingCalls.closed("put", subject));
            // news stays above 0, so what still arrives is left to the garbage collector's buffers.
        }
    }

    @Override
    public void run() {
        int seen = news.get();
        do {
            // Read before the queue: once it is true, nothing arrives any more.
            boolean last = complete;
            for (Buffer buffer = arrived.poll(); buffer != null; buffer = arrived.poll()) {
                take(buffer);
            }
            Throwable failure = error;
            if (failure != null) {
                fail(failure);
            } else if (last && !written.isDone()) {
                finish();
            }
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private void take(Buffer buffer) {
        try {
            if (!written.isDone()) {
                append(buffer);
                Flow.Subscription from = subscription;
                if (from != null) {
                    from.request(1);
                }
            }
        } catch (IOException e) {
            fail(LocalErrors.of(e, "put", subject));
        } finally {
            buffer.release();
        }
    }

    private void append(Buffer buffer) throws IOException {
        if (count + buffer.length() > length) {
            throw incomplete(count + buffer.length());
        }
        digest.update(buffer.bytes());
        ByteBuffer bytes = buffer.bytes();
        while (bytes.hasRemaining()) {
            count += file.write(bytes, offset + count);
        }
    }

    private void finish() {
        if (count == length) {
            written.complete(digest.value());
        } else {
            fail(incomplete(count));
        }
    }

    private void fail(Throwable failure) {
        Flow.Subscription from = subscription;
        if (from != null && error == null) {
            from.cancel();
        }
        written.completeExceptionally(failure);
    }

    private StoreException incomplete(long got) {
        return StoreException.of(StoreException.Kind.CONTENT_INCOMPLETE, "put", subject)
                .detail(got + " bytes instead of " + length)
                .build();
    }
}
