package io.ossimport.transfer.report;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Counts the calls to a store, each try of its own. A call that throws becomes one that fails, so
 * that nobody waits for its end in vain. Closing it does not close the store. Safe for many
 * threads.
 */
public final class MeteredStore implements ObjectStore {

    private final ObjectStore store;
    private final LongAdder lists = new LongAdder();
    private final LongAdder gets = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder heads = new LongAdder();
    private final LongAdder opens = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder completes = new LongAdder();
    private final LongAdder aborts = new LongAdder();

    public MeteredStore(ObjectStore store) {
        this.store = store;
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
    public String name() {
        return store.name();
    }

    @Override
    public Capabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return store.problemWith(key);
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return count(lists, () -> store.list(request));
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return count(gets, () -> store.read(request));
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return count(puts, () -> store.put(request, body));
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return count(opens, () -> store.openUpload(request));
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        return count(parts, () -> store.writePart(upload, number, offset, body));
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> uploaded, Checksum whole) {
        return count(completes, () -> store.completeUpload(upload, uploaded, whole));
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return count(aborts, () -> store.abortUpload(upload));
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return count(heads, () -> store.head(key));
    }

    @Override
    public void close() {}
}
