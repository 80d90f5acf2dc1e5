package io.ossimport.connectors.local;

import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs calls that block on a fixed number of threads, which end when they are idle. What waits for
 * a thread is bounded by the transfers that its callers have in flight. Safe for many threads.
 */
final class BlockingCalls implements Executor, AutoCloseable {

    private static final int THREADS = 16;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ThreadPoolExecutor pool;

    /** A call that blocks. */
    interface Call<T> {
        T run() throws IOException;
    }

    BlockingCalls() {
        pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        5,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "local-io-" + COUNT.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs the call; its stage fails with {@link StoreException}. */
    <T> CompletableFuture<T> call(String operation, String subject, Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            pool.execute(
                    () -> {
                        try {
                            result.complete(call.run());
                        } catch (IOException e) {
                            result.completeExceptionally(LocalErrors.of(e, operation, subject));
                        } catch (RuntimeException | Error e) {
                            result.completeExceptionally(e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(closed(operation, subject));
        }
        return result;
    }

    /** Runs the task soon, or throws {@link RejectedExecutionException} when closed. */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    static StoreException closed(String operation, String subject) {
        return StoreException.of(StoreException.Kind.UNAVAILABLE, operation, subject)
                .detail("the store was closed")
                .build();
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
