package io.ossimport.transfer.input;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.copy.Failures;
import io.ossimport.transfer.scan.ListRetry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * The bucket of a job's input list, in which whole objects are fetched into files. It is of the
 * kind of one of the job's ends, and asked with that end's endpoint and credentials. For one
 * thread.
 */
final class RemoteFiles implements AutoCloseable {

    private static final String SCHEME_END = "://";

    private final ObjectStore store;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ListRetry retry;

    private RemoteFiles(JobSpec job, ObjectStore store) {
        this.store = store;
        this.retry = ListRetry.of(job, new Random(), timer);
    }

    /** Opens the bucket that the list of {@code job} lies in. */
    static RemoteFiles of(JobSpec job) throws InputListException {
        String place = job.input().place();
        String type = place.substring(0, place.indexOf(SCHEME_END));
        StoreSpec end =
                Stream.of(job.source(), job.destination())
                        .filter(spec -> spec.type().equals(type))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new InputListException(
                                                "The input list "
                                                        + place
                                                        + " is in a store of another kind than"
                                                        + " source and destination. Fetch it, and"
                                                        + " name the file."));
        String bucket = behindScheme(place).substring(0, behindScheme(place).indexOf('/'));
        StoreSpec spec =
                new StoreSpec(
                        type,
                        end.endpoint(),
                        end.region(),
                        bucket,
                        "",
                        end.credentials(),
                        end.options());
        try {
            return new RemoteFiles(job, StoreFactory.openStore(spec));
        } catch (InvalidConfigException e) {
            throw new InputListException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The key that the list of {@code job} has in its bucket. */
    static Key key(JobSpec job) {
        String behind = behindScheme(job.input().place());
        return Key.of(behind.substring(behind.indexOf('/') + 1));
    }

    private static String behindScheme(String place) {
        return place.substring(place.indexOf(SCHEME_END) + SCHEME_END.length());
    }

    /** What people call the bucket. */
    String name() {
        return store.name();
    }

    /** Fetches an object whole, in one version. */
    void fetch(Key key, Path file) throws IOException {
        try {
            var unused = retry.run(() -> attempt(key, file)).get();
        } catch (ExecutionException e) {
            StoreException failure = StoreException.from(e, "get", store.name() + "/" + key);
            if (failure.kind() == StoreException.Kind.NOT_FOUND) {
                throw new InputListException(
                        "There is no input list " + store.name() + "/" + key + ".", failure);
            }
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an input list was fetched");
        }
    }

    private CompletableFuture<Path> attempt(Key key, Path file) {
        return store.head(key)
                .thenCompose(
                        found ->
                                store.read(new ReadRequest(found.version(), null))
                                        .thenCompose(read -> save(found, read, file)))
                .toCompletableFuture();
    }

    private CompletableFuture<Path> save(ObjectRead found, ObjectRead read, Path file) {
        String subject = store.name() + "/" + found.version().key();
        if (!Failures.isSameVersion(found.version(), read.version())) {
            read.body().discard();
            return CompletableFuture.failedFuture(Failures.changed(read, subject));
        }
        FileBodySink sink = new FileBodySink(file, found.version().size(), subject);
        read.body().subscribe(sink);
        return sink.done();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        store.close();
    }
}
