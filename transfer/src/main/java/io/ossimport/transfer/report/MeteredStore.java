package io.ossimport.transfer.report;

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
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls to a store, each try of its own. A call that throws becomes one that fails, so
 * that nobody waits for its end in vain. Closing it does not close the store. Safe for many
 * threads.
 */
public final class MeteredStore extends ForwardingStore {

    private final LongAdder lists = new LongAdder();
    private final LongAdder gets = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder heads = new LongAdder();
    private final LongAdder opens = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder completes = new LongAdder();
    private final LongAdder aborts = new LongAdder();

    public MeteredStore(ObjectStore store) {
        super(store);
    }

    /** The calls so far. */
    public Requests requests() {
        return new Requests(
                lists.sum(),
                gets.sum(),
                puts.sum(),
                heads.sum(),
                opens.sum(),
                parts.sum(),
                completes.sum(),
                aborts.sum());
    }

    private static <T> CompletionStage<T> count(
            LongAdder counter, Supplier<CompletionStage<T>> call) {
        counter.increment();
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return count(lists, () -> super.list(request));
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return count(gets, () -> super.read(request));
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return count(puts, () -> super.put(request, body));
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return count(opens, () -> super.openUpload(request));
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        return count(parts, () -> super.writePart(upload, number, offset, body));
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> uploaded, Checksum whole) {
        return count(completes, () -> super.completeUpload(upload, uploaded, whole));
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return count(aborts, () -> super.abortUpload(upload));
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return count(lists, () -> super.emptyUploads(key, fromMillis, toMillis));
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return count(lists, () -> super.listUploads(prefix, token));
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return count(lists, () -> super.time(prefix));
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return count(heads, () -> super.head(key));
    }
}
