package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Passes every call on to another store, whose owner closes it. For stores that change some calls
 * and leave the others as they are.
 */
public abstract class ForwardingStore implements ObjectStore {

    private final ObjectStore store;

    protected ForwardingStore(ObjectStore store) {
        this.store = store;
    }

    /** The store that calls are passed on to. */
    protected final ObjectStore store() {
        return store;
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
        return store.list(request);
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return store.read(request);
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return store.put(request, body);
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return store.openUpload(request);
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        return store.writePart(upload, number, offset, body);
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return store.completeUpload(upload, parts, whole);
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return store.abortUpload(upload);
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return store.emptyUploads(key, fromMillis, toMillis);
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return store.listUploads(prefix, token);
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return store.time(prefix);
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return store.head(key);
    }

    @Override
    public void close() {}
}
