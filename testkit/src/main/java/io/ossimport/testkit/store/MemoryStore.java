package io.ossimport.testkit.store;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.MetadataRules;
import io.ossimport.core.store.ObjectMetadata;
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
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.StoreFaults.Call;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory with the manners of OSS, for tests without a network. Calls are answered on the
 * thread that makes them, or that completes what {@link StoreFaults} held up. Safe for many
 * threads.
 */
public final class MemoryStore implements ObjectStore {

    /** What OSS can do: ordered, pinned, CRC-64 on every write. */
    public static final Capabilities OSS_LIKE =
            new Capabilities(
                    true,
                    true,
                    true,
                    List.of(ChecksumAlgorithm.CRC64_XZ),
                    true,
                    true,
                    new MetadataRules(8192, "-"),
                    new UploadLimits(5L << 30, 100 << 10, 5L << 30, 10_000, 10_000 * (5L << 30)));

    private final String name;
    private final Capabilities capabilities;
    private final Clock clock;
    private final NavigableMap<Key, MemoryObject> objects = new ConcurrentSkipListMap<>();
    private final MemoryUploads uploads = new MemoryUploads();
    private final ConcurrentHashMap<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private volatile StoreFaults faults = StoreFaults.NONE;
    private volatile List<ChecksumAlgorithm> storedChecksums;
    private volatile @Nullable ChecksumAlgorithm listedChecksum;
    private volatile int maxPageSize = ListRequest.MAX_LIMIT;

    /** A store with the abilities {@link #OSS_LIKE}. */
    public MemoryStore(String name) {
        this(name, OSS_LIKE);
    }

    public MemoryStore(String name, Capabilities capabilities) {
        this(name, capabilities, Clock.systemUTC());
    }

    /**
     * @param clock says when objects were written
     */
    public MemoryStore(String name, Capabilities capabilities, Clock clock) {
        this.name = name;
        this.capabilities = capabilities;
        this.clock = clock;
        this.storedChecksums = capabilities.writeChecksums();
    }

    /** Puts an object of these bytes, written now, past all rules and counts. */
    public void put(String key, byte[] bytes) {
        put(Key.of(key), Content.of(bytes), ObjectMetadata.NONE, clock.millis());
    }

    /** Puts an object past all rules and counts. */
    public void put(Key key, Content content, ObjectMetadata metadata, long lastModifiedMillis) {
        objects.put(key, MemoryObject.whole(content, metadata, lastModifiedMillis));
    }

    /** Takes an object away. */
    public void remove(Key key) {
        objects.remove(key);
    }

    /** All objects, a view. */
    public SortedMap<Key, MemoryObject> objects() {
        return Collections.unmodifiableSortedMap(objects);
    }

    /** How often the method of this name was called. */
    public long calls(String operation) {
        AtomicLong count = calls.get(operation);
        return count == null ? 0 : count.get();
    }

    /** How many multipart uploads are open. */
    public int openUploads() {
        return uploads.count();
    }

    /** From now on these things go wrong. */
    public void setFaults(StoreFaults faults) {
        this.faults = faults;
    }

    /** Gives these checksums with what is read, instead of those that writing gives. */
    public void setStoredChecksums(List<ChecksumAlgorithm> algorithms) {
        storedChecksums = List.copyOf(algorithms);
    }

    /** Gives this checksum with each listed object; null for none. */
    public void setListedChecksum(@Nullable ChecksumAlgorithm algorithm) {
        listedChecksum = algorithm;
    }

    /** Puts at most this many objects on a page. */
    public void setMaxPageSize(int maxPageSize) {
        this.maxPageSize = maxPageSize;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        if (key.isEmpty() || key.length() > 1023) {
            return Optional.of(
                    new KeyProblem(
                            Reason.KEY_TOO_LONG, key.length() + " bytes; 1 to 1023 are accepted"));
        }
        if (key.byteAt(0) == '/' || key.byteAt(0) == '\\') {
            return Optional.of(
                    new KeyProblem(Reason.KEY_LEADING_SLASH, "begins with a slash or backslash"));
        }
        return Optional.empty();
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        Call call = begin("list", request.after());
        return act(call, () -> faults.page(call, page(request)));
    }

    private ListPage page(ListRequest request) {
        Key after = request.token() == null ? request.after() : Key.of(request.token());
        boolean fromPrefix = after.compareTo(request.prefix()) < 0;
        NavigableMap<Key, MemoryObject> rest =
                objects.tailMap(fromPrefix ? request.prefix() : after, fromPrefix);
        int limit = Math.min(request.limit(), maxPageSize);
        List<ListedObject> listed = new ArrayList<>();
        for (var entry : rest.entrySet()) {
            if (!entry.getKey().startsWith(request.prefix())) {
                break;
            }
            if (listed.size() == limit) {
                return new ListPage(listed, true, listed.get(limit - 1).key().toString());
            }
            listed.add(listed(entry.getKey(), entry.getValue()));
        }
        return new ListPage(listed, false, null);
    }

    private ListedObject listed(Key key, MemoryObject object) {
        ChecksumAlgorithm algorithm = listedChecksum;
        return new ListedObject(
                key,
                object.content().length(),
                object.lastModifiedMillis(),
                object.etag(),
                algorithm == null ? Checksum.NONE : object.content().checksum(algorithm),
                "Standard",
                ListedObject.Kind.OBJECT);
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        Key key = request.version().key();
        Call call = begin("read", key);
        return act(
                call,
                () -> {
                    MemoryObject object = require("read", key);
                    if (capabilities.pinsVersion()
                            && !object.etag().equals(request.version().etag())) {
                        throw failure(Kind.CHANGED, "read", key).status(412).build();
                    }
                    ByteRange range = request.range();
                    long offset = range == null ? 0 : range.offset();
                    long length = range == null ? object.content().length() : range.length();
                    if (length != request.length() || offset + length > object.content().length()) {
                        throw failure(Kind.CONTENT_INCOMPLETE, "read", key)
                                .detail("the object has " + object.content().length() + " bytes")
                                .build();
                    }
                    Body body = new ContentBody(object.content(), offset, length);
                    return describe(key, object, faults.body(call, body));
                });
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return act(begin("head", key), () -> describe(key, require("head", key), Body.empty()));
    }

    private ObjectRead describe(Key key, MemoryObject object, Body body) {
        List<Checksum> checksums =
                storedChecksums.stream().map(object.content()::checksum).toList();
        return new ObjectRead(listed(key, object), object.metadata(), checksums, body, "memory");
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        Call call = begin("put", request.key());
        return act(
                call,
                request.length(),
                body,
                bytes ->
                        () -> {
                            check("put", request);
                            Content content = Content.of(bytes);
                            store(
                                    request,
                                    MemoryObject.whole(
                                            content, request.metadata(), clock.millis()));
                            return written(call, content);
                        });
    }

    private void store(PutRequest request, MemoryObject object) throws StoreException {
        if (!request.ifAbsent()) {
            objects.put(request.key(), object);
        } else if (objects.putIfAbsent(request.key(), object) != null) {
            throw failure(Kind.ALREADY_EXISTS, "put", request.key()).status(409).build();
        }
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return act(
                begin("openUpload", request.key()),
                () -> {
                    check("openUpload", request);
                    return uploads.open(request, clock.millis());
                });
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        Call call = begin("writePart", upload.key());
        return act(
                call,
                body.length(),
                body,
                bytes ->
                        () -> {
                            Content content = Content.of(bytes);
                            uploads.require(upload, "writePart", name).put(number, content);
                            return written(call, content);
                        });
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        Call call = begin("completeUpload", upload.key());
        return act(call, () -> complete(call, upload, parts, whole));
    }

    private Written complete(Call call, Upload upload, List<UploadedPart> parts, Checksum whole)
            throws StoreException {
        MemoryUploads.Open open = uploads.require(upload, call.operation(), name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> etags = new ArrayList<>();
        for (Content part : open.join(parts, capabilities.upload().minPart(), name)) {
            bytes.writeBytes(part.toBytes());
            etags.add(part.checksum(ChecksumAlgorithm.MD5).hex());
        }
        Content content = Content.of(bytes.toByteArray());
        ChecksumAlgorithm algorithm = whole.algorithm();
        if (algorithm != null && !content.checksum(algorithm).equals(whole)) {
            throw failure(Kind.CHECKSUM_MISMATCH, call.operation(), upload.key()).build();
        }
        PutRequest request = open.request();
        MemoryObject object =
                MemoryObject.joined(content, request.metadata(), clock.millis(), etags);
        store(request, object);
        uploads.close(upload);
        return written(call, content, object.etag());
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        CompletionStage<Upload> aborted =
                act(
                        begin("abortUpload", upload.key()),
                        () -> {
                            uploads.close(upload);
                            return upload;
                        });
        return plain(aborted.thenRun(() -> {}));
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return act(
                begin("emptyUploads", key), () -> uploads.withoutParts(key, fromMillis, toMillis));
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return act(begin("listUploads", prefix), () -> uploads.page(prefix, token, maxPageSize));
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return act(begin("time", prefix), clock::instant);
    }

    @Override
    public void close() {}

    private Call begin(String operation, Key key) {
        AtomicLong count = calls.computeIfAbsent(operation, o -> new AtomicLong());
        return new Call(operation, key, count.incrementAndGet());
    }

    /** Something that a call does. */
    private interface Act<T> {
        T run() throws StoreException;
    }

    private <T> CompletionStage<T> act(Call call, Act<T> act) {
        return plain(faults.before(call).thenCompose(nothing -> perform(call, act)));
    }

    /** Takes the body, then acts. */
    private <T> CompletionStage<T> act(
            Call call, long length, Body body, Function<byte[], Act<T>> act) {
        CompletionStage<byte[]> taken =
                faults.before(call)
                        .handle(
                                (nothing, error) -> {
                                    if (error != null) {
                                        body.discard();
                                        return CompletableFuture.<byte[]>failedFuture(error);
                                    }
                                    return BodyCollector.collectExactly(
                                            body,
                                            length,
                                            call.operation(),
                                            name + "/" + call.key());
                                })
                        .thenCompose(Function.identity());
        return plain(taken.thenCompose(bytes -> perform(call, act.apply(bytes))));
    }

    private <T> CompletionStage<T> perform(Call call, Act<T> act) {
        T result;
        try {
            result = act.run();
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
        return faults.after(call).thenApply(done -> result);
    }

    /** The same stage, failing with the exception itself instead of a wrapped one. */
    private static <T> CompletionStage<T> plain(CompletionStage<T> stage) {
        CompletableFuture<T> plain = new CompletableFuture<>();
        var unused =
                stage.whenComplete(
                        (result, error) -> {
                            Throwable cause = error;
                            while (cause instanceof CompletionException
                                    && cause.getCause() != null) {
                                cause = cause.getCause();
                            }
                            if (cause != null) {
                                plain.completeExceptionally(cause);
                            } else {
                                plain.complete(result);
                            }
                        });
        return plain;
    }

    private Written written(Call call, Content content) {
        return written(call, content, content.checksum(ChecksumAlgorithm.MD5).hex());
    }

    private Written written(Call call, Content content, String etag) {
        List<Checksum> checksums =
                capabilities.writeChecksums().stream().map(content::checksum).toList();
        return faults.written(call, new Written(etag, checksums, "memory"));
    }

    private MemoryObject require(String operation, Key key) throws StoreException {
        MemoryObject object = objects.get(key);
        if (object == null) {
            throw failure(Kind.NOT_FOUND, operation, key).status(404).code("NoSuchKey").build();
        }
        return object;
    }

    private void check(String operation, PutRequest request) throws StoreException {
        Optional<KeyProblem> problem = problemWith(request.key());
        if (problem.isPresent()) {
            throw failure(Kind.INVALID_KEY, operation, request.key())
                    .detail(problem.get().message())
                    .build();
        }
        for (String metadata : request.metadata().user().keySet()) {
            if (!capabilities.metadata().accepts(metadata)) {
                throw failure(Kind.INVALID_METADATA, operation, request.key())
                        .detail("metadata " + metadata)
                        .build();
            }
        }
        long most =
                operation.equals("put")
                        ? capabilities.upload().maxPut()
                        : capabilities.upload().maxObject();
        if (request.length() > most) {
            throw failure(Kind.TOO_LARGE, operation, request.key()).build();
        }
    }

    private StoreException.Builder failure(Kind kind, String operation, Key key) {
        return StoreException.of(kind, operation, name + "/" + key);
    }
}
