package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls to a store back when it, or the user, asks for fewer requests: listings, reads and
 * writes alike, by one limit. Until then a call costs some nanoseconds more and nothing is
 * allocated for it. Goes around what counts the calls, so that only those that are made are
 * counted. Closing it does not close the store. Safe for many threads.
 */
public final class ThrottledStore extends ForwardingStore {

    private final AimdRateLimiter limiter;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param own the mover's thread, which makes the calls that had to wait
     */
    public ThrottledStore(
            ObjectStore store, LongSupplier nanoTime, Random random, ScheduledExecutorService own) {
        super(store);
        this.limiter = new AimdRateLimiter(store.name(), nanoTime, random, own);
    }

    /**
     * Tells of a throttled answer. Whoever gets one to a read or a write must: while there is no
     * limit, their answers are not looked at here. To tell twice does no harm.
     */
    public void throttled(StoreException error) {
        limiter.throttled(error);
    }

    /**
     * Makes no more calls a second from now on, whatever the store would take.
     *
     * @param requestsPerSecond infinite for no limit
     */
    public void limit(double requestsPerSecond) {
        limiter.limit(requestsPerSecond);
    }

    /** How many calls are held back at this moment. */
    int held() {
        return limiter.held();
    }

    /** How many transfers with this store may be under way. */
    int transfers() {
        return limiter.transfers();
    }

    /** The same, as the user limits them and not the store. */
    int transfersAllowed() {
        return limiter.transfersAllowed();
    }

    /** Whether it is the user who holds calls back, and not the store. */
    boolean isHeldByUser() {
        return limiter.isHeldByUser();
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return limiter.call(() -> super.list(request));
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return limiter.isUnlimited()
                ? super.read(request)
                : limiter.call(() -> super.read(request));
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return limiter.isUnlimited()
                ? super.put(request, body)
                : limiter.call(() -> super.put(request, body), body::discard);
    }

    // The body of the first part is open while its upload is.
    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return limiter.call(() -> super.openUpload(request), () -> {});
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        return limiter.isUnlimited()
                ? super.writePart(upload, number, offset, body)
                : limiter.call(() -> super.writePart(upload, number, offset, body), body::discard);
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return limiter.call(() -> super.completeUpload(upload, parts, whole));
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return limiter.call(() -> super.abortUpload(upload));
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return limiter.call(() -> super.emptyUploads(key, fromMillis, toMillis));
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return limiter.call(() -> super.listUploads(prefix, token));
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return limiter.call(() -> super.time(prefix));
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return limiter.call(() -> super.head(key));
    }

    /** Fails the calls that wait. */
    @Override
    public void close() {
        limiter.close();
    }
}
