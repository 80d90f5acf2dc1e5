package io.ossimport.transfer.input;

import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a body into a file, from its beginning. */
final class FileBodySink implements Flow.Subscriber<Buffer> {

    private final Path file;
    private final long length;
    private final String subject;
    private final CompletableFuture<Path> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable FileChannel channel;
    private long taken;

    /**
     * @param length how many bytes must come
     * @param subject store and key, for messages
     */
    FileBodySink(Path file, long length, String subject) {
        this.file = file;
        this.length = length;
        this.subject = subject;
    }

    /** The file when all bytes are in it; or what went wrong. */
    CompletableFuture<Path> done() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        try {
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
            given.request(1);
        } catch (IOException e) {
            given.cancel();
            done.completeExceptionally(e);
        }
    }

    @Override
    public void onNext(Buffer buffer) {
        try {
            FileChannel to = channel;
            if (to != null && !done.isDone()) {
                taken += buffer.length();
                for (ByteBuffer bytes = buffer.bytes(); bytes.hasRemaining(); ) {
                    to.write(bytes);
                }
            }
            Flow.Subscription upstream = subscription;
            if (upstream != null) {
                upstream.request(1);
            }
        } catch (IOException e) {
            onError(e);
        } finally {
            buffer.release();
        }
    }

    @Override
    public void onError(Throwable error) {
        close();
        done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        close();
        if (taken == length) {
            done.complete(file);
        } else {
            done.completeExceptionally(
                    StoreException.of(StoreException.Kind.CONTENT_INCOMPLETE, "get", subject)
                            .detail(taken + " of " + length + " bytes came")
                            .build());
        }
    }

    private void close() {
        try {
            FileChannel open = channel;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            done.completeExceptionally(e);
        }
    }
}
