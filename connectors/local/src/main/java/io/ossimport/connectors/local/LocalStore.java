package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
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
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadLimits;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A folder as a store. Metadata is not kept: files have none. Every call is handed to a few threads
 * of the store's own, so none blocks its caller.
 */
final class LocalStore implements ObjectStore {

    private static final long ANY_SIZE = 1L << 60;

    // FAT counts in steps of two seconds; the others are finer.
    private static final Duration COARSEST_FILE_TIME = Duration.ofSeconds(2);

    private static final Capabilities CAPABILITIES =
            new Capabilities(
                    true,
                    true,
                    true,
                    List.of(ChecksumAlgorithm.CRC64_XZ),
                    true,
                    false, // a part goes into the file that becomes the object
                    new MetadataRules(0, " !#$%&'*+-.^_`|~:;,/?@()[]{}<>=\"\\"),
                    new UploadLimits(ANY_SIZE, 1, ANY_SIZE, 10_000, ANY_SIZE));

    private final Path root;
    private final BlockingCalls calls = new BlockingCalls();
    private final BufferPool buffers = new BufferPool();
    private final Listing listing;
    private final Reading reading;
    private final Uploads uploads;
    private final DestinationTree tree;

    /**
     * A store over {@code root}, which need not be there yet.
     *
     * @param root absolute
     * @param followLinks whether links to files within the root are taken as the files
     * @param destination whether the root is made when needed and folders are listed
     */
    LocalStore(Path root, boolean followLinks, boolean destination) {
        this.root = root;
        this.tree = new DestinationTree(root, destination);
        this.listing = new Listing(root, followLinks, destination);
        this.reading = new Reading(root, followLinks, calls, buffers);
        this.uploads = new Uploads(tree, buffers);
    }

    @Override
    public String name() {
        return "file://" + root;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return FileKeys.problemWith(key, root);
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return calls.call("list", name(), () -> listing.page(request));
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        Key key = request.version().key();
        StoreException refused = refused("get", key);
        return refused != null
                ? CompletableFuture.failedFuture(refused)
                : calls.call("get", subject(key), () -> reading.open(request));
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        StoreException refused = refused("head", key);
        return refused != null
                ? CompletableFuture.failedFuture(refused)
                : calls.call("head", subject(key), () -> reading.head(key));
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        Key key = request.key();
        StoreException refused = refused("put", key);
        if (refused == null && FileKeys.isFolder(key) && request.length() > 0) {
            refused = tree.conflict(key, "a folder cannot hold bytes");
        }
        if (refused != null) {
            body.discard();
            return CompletableFuture.failedFuture(refused);
        }
        if (FileKeys.isFolder(key)) {
            body.discard();
            return calls.call("put", subject(key), () -> makeFolder(key));
        }
        String hidden = DestinationTree.temporaryName();
        return into(
                "put",
                key,
                body,
                () -> NewFile.create(tree, key, hidden),
                file -> write(request, body, file));
    }

    private Written makeFolder(Key key) throws java.io.IOException {
        tree.makeFolder(key);
        Checksum ofNothing = Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 0);
        return new Written("folder", List.of(ofNothing), "");
    }

    private CompletableFuture<Written> write(PutRequest request, Body body, NewFile file) {
        String subject = subject(request.key());
        return FileSink.write(body, file.channel(), 0, request.length(), subject, calls)
                .thenCompose(
                        taken ->
                                calls.call(
                                        "put",
                                        subject,
                                        () -> {
                                            file.force();
                                            Checksum onDisk =
                                                    file.readBack(0, request.length(), buffers);
                                            Uploads.requireEqual(onDisk, taken, subject);
                                            return file.publish(request.ifAbsent(), onDisk);
                                        }))
                .whenComplete(
                        (written, error) -> {
                            if (error != null) {
                                file.delete();
                            }
                        });
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        StoreException refused = refused("open", request.key());
        if (refused == null && FileKeys.isFolder(request.key())) {
            refused = tree.conflict(request.key(), "a folder cannot hold bytes");
        }
        return refused != null
                ? CompletableFuture.failedFuture(refused)
                : calls.call("open", subject(request.key()), () -> uploads.open(request));
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        String subject = subject(upload.key());
        return into(
                "part",
                upload.key(),
                body,
                () -> uploads.reopen(upload),
                file ->
                        FileSink.write(body, file.channel(), offset, body.length(), subject, calls)
                                .thenCompose(
                                        taken ->
                                                calls.call(
                                                        "part",
                                                        subject,
                                                        () -> {
                                                            file.force();
                                                            return new Written(
                                                                    taken.hex(),
                                                                    List.of(taken),
                                                                    "");
                                                        })));
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return calls.call(
                "complete",
                subject(upload.key()),
                () -> uploads.complete(upload, parts, whole, subject(upload.key())));
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return plain(
                calls.call(
                                "abort",
                                subject(upload.key()),
                                () -> {
                                    uploads.abort(upload);
                                    return upload;
                                })
                        .thenRun(() -> {}));
    }

    // Opening is one step of this process, whose answer cannot be lost.
    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return CompletableFuture.completedFuture(List.of());
    }

    // A file has the time of its last write.
    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return CompletableFuture.completedFuture(UploadPage.NONE);
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return CompletableFuture.completedFuture(Instant.now().minus(COARSEST_FILE_TIME));
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Opens a file, writes a body into it, and closes it whatever happens. */
    private CompletionStage<Written> into(
            String operation,
            Key key,
            Body body,
            BlockingCalls.Call<NewFile> open,
            Function<NewFile, CompletableFuture<Written>> write) {
        return plain(
                calls.call(operation, subject(key), open)
                        .whenComplete(
                                (file, error) -> {
                                    if (error != null) {
                                        body.discard();
                                    }
                                })
                        .thenCompose(
                                file ->
                                        write.apply(file)
                                                .whenComplete((written, error) -> file.close())));
    }

    /** The same stage, failing with the exception itself instead of a wrapped one. */
    private static <T> CompletionStage<T> plain(CompletableFuture<T> stage) {
        CompletableFuture<T> plain = new CompletableFuture<>();
        var unused =
                stage.whenComplete(
                        (result, error) -> {
                            if (error != null) {
                                plain.completeExceptionally(StoreException.cause(error));
                            } else {
                                plain.complete(result);
                            }
                        });
        return plain;
    }

    private @Nullable StoreException refused(String operation, Key key) {
        return problemWith(key)
                .map(
                        problem ->
                                StoreException.of(Kind.INVALID_KEY, operation, subject(key))
                                        .code(problem.reason().name())
                                        .detail(problem.message())
                                        .build())
                .orElse(null);
    }

    private String subject(Key key) {
        return name() + "/" + key;
    }
}
