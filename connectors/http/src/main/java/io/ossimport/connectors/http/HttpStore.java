package io.ossimport.connectors.http;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.MetadataRules;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadLimits;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.WireConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** All that can be read by a URL of {@code http} or {@code https}; the URL is the key. */
final class HttpStore implements ObjectStore {

    // Some servers pin what they give and some do not, which shows too late.
    private static final Capabilities CAPABILITIES =
            new Capabilities(
                    false,
                    false,
                    false,
                    List.of(),
                    false,
                    false,
                    new MetadataRules(0, ""),
                    new UploadLimits(0, 0, 0, 0, 0));

    private final HttpWire wire;
    private final HttpReads reads;

    HttpStore(WireConfig config) {
        this.wire = HttpWire.create(config);
        this.reads = new HttpReads(wire);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return reads.read(request);
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return reads.head(key);
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return unsupported("list");
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        body.discard();
        return unsupported("put");
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return unsupported("open");
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        body.discard();
        return unsupported("part");
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return unsupported("complete");
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return unsupported("abort");
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return unsupported("list");
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return unsupported("list");
    }

    /** Many servers have many clocks. */
    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return unsupported("time");
    }

    private static <T> CompletionStage<T> unsupported(String operation) {
        return CompletableFuture.failedFuture(
                StoreException.of(StoreException.Kind.UNSUPPORTED, operation, "http")
                        .detail("URLs can only be read")
                        .build());
    }

    @Override
    public void close() {
        wire.close();
    }
}
