package io.ossimport.transfer.verify;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.Failures;
import io.ossimport.transfer.copy.Pace;
import io.ossimport.transfer.copy.ThrottledStore;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.scan.ChosenObjects;
import io.ossimport.transfer.scan.DestinationLookup;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.scan.OrderedListing;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two stores as a comparison uses them: counted, throttled, paced and tried again. Safe for
 * many threads.
 */
final class VerifyContext {

    /** One of the two ends. */
    enum End {
        SOURCE,
        DESTINATION;

        String word() {
            return this == SOURCE ? "source" : "destination";
        }
    }

    private final MeteredStore source;
    private final MeteredStore destination;
    private final ThrottledStore throttledSource;
    private final ThrottledStore throttledDestination;
    private final ObjectStore sourceListing;
    private final ListRetry retry;
    private final Pace pace;
    private final ScheduledExecutorService own;
    private final LongAdder bytesRead = new LongAdder();
    private volatile boolean closed;

    /**
     * @param only the objects to compare instead of all; null for all
     * @param own the comparison's thread, which makes the calls that had to wait
     */
    VerifyContext(
            ObjectStore source,
            ObjectStore destination,
            JobSpec job,
            @Nullable ChosenObjects only,
            ScheduledExecutorService own) {
        Random random = new Random();
        this.source = new MeteredStore(source);
        this.destination = new MeteredStore(destination);
        this.throttledSource = new ThrottledStore(this.source, System::nanoTime, random, own);
        this.throttledDestination =
                new ThrottledStore(this.destination, System::nanoTime, random, own);
        this.sourceListing = only == null ? throttledSource : only.atSource(throttledSource);
        this.retry = ListRetry.of(job, random, own);
        this.pace = new Pace(Limits.of(job.copy()).bytesPerSecond(), System::nanoTime);
        this.own = own;
    }

    MeteredStore source() {
        return source;
    }

    MeteredStore destination() {
        return destination;
    }

    private ThrottledStore store(End end) {
        return end == End.SOURCE ? throttledSource : throttledDestination;
    }

    private ObjectStore listing(End end) {
        return end == End.SOURCE ? sourceListing : throttledDestination;
    }

    /** What people call the store of an end. */
    String name(End end) {
        return store(end).name();
    }

    /** What an end can do when it is listed. */
    Capabilities listingOf(End end) {
        return listing(end).capabilities();
    }

    /** A listing of one end. */
    OrderedListing listing(End end, Key prefix, Key after) {
        return new OrderedListing(listing(end), prefix, after, retry);
    }

    /** Finds what is in the place of source objects where it is wanted. */
    DestinationLookup lookup(KeyMapping mapping, Predicate<ListedObject> isWanted) {
        return new DestinationLookup(throttledDestination, mapping, isWanted, retry);
    }

    /** Describes an object; fails when it is no longer the version that was listed. */
    CompletableFuture<ObjectRead> head(End end, ListedObject version) {
        return retry.run(
                () ->
                        store(end)
                                .head(version.key())
                                .thenApply(described -> checked(end, version, described))
                                .toCompletableFuture());
    }

    /** Reads what {@code request} asks for to its end, and gives its CRC-64. */
    CompletableFuture<Long> crc64(End end, ReadRequest request) {
        return retry.run(
                () ->
                        store(end)
                                .read(request)
                                .thenCompose(read -> digest(end, request, read))
                                .whenComplete((crc, error) -> tellThrottle(end, error))
                                .toCompletableFuture());
    }

    private CompletableFuture<Long> digest(End end, ReadRequest request, ObjectRead read) {
        try {
            var unused = checked(end, request.version(), read);
        } catch (CompletionException e) {
            read.body().discard();
            throw e;
        }
        BodyDigest digest = new BodyDigest(request.length(), subject(end, request.version()), this);
        read.body().subscribe(digest);
        return digest.value();
    }

    private void tellThrottle(End end, @Nullable Throwable error) {
        if (error != null
                && StoreException.cause(error) instanceof StoreException failure
                && failure.kind() == StoreException.Kind.THROTTLED) {
            store(end).throttled(failure);
        }
    }

    private ObjectRead checked(End end, ListedObject listed, ObjectRead read) {
        if (!Failures.isSameVersion(listed, read.version())) {
            throw new CompletionException(Failures.changed(read, subject(end, listed)));
        }
        return read;
    }

    private String subject(End end, ListedObject object) {
        return store(end).name() + "/" + object.key();
    }

    /** Notes bytes that were read, and says for how many milliseconds to ask for no more. */
    long read(int bytes) {
        bytesRead.add(bytes);
        pace.took(bytes);
        return pace.waitMillis(pace.taken());
    }

    long bytesRead() {
        return bytesRead.sum();
    }

    void later(Runnable task, long millis) {
        var unused = own.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** From now on no byte is taken. */
    void close() {
        closed = true;
        throttledSource.close();
        throttledDestination.close();
    }

    boolean isClosed() {
        return closed;
    }
}
