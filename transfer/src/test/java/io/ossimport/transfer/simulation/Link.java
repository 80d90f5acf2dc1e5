package io.ossimport.transfer.simulation;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.store.BodyCollector;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.simulation.Weather.Trouble;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way from one life of a mover to a store: requests, bodies and answers take their time, get
 * lost and are spoiled. When the mover's machine dies the way is {@link #cut}: no answer comes
 * through any more, but what was sent before may still be carried out.
 */
final class Link implements ObjectStore {

    private final MemoryStore store;
    private final UnaryOperator<Key> toSourceKey;
    private final boolean proves;
    private final Weather weather;
    private final VirtualTime time;
    private final Random chance;
    private final Trace trace;
    private final Judge judge;
    private @Nullable ListPage lastPage;
    private boolean left;
    private boolean cut;

    /**
     * @param toSourceKey of this store's keys within the job's prefix
     * @param proves whether a flipped bit can be noticed on this way
     */
    Link(
            MemoryStore store,
            UnaryOperator<Key> toSourceKey,
            boolean proves,
            Weather weather,
            VirtualTime time,
            Random chance,
            Trace trace,
            Judge judge) {
        this.store = store;
        this.toSourceKey = toSourceKey;
        this.proves = proves;
        this.weather = weather;
        this.time = time;
        this.chance = chance;
        this.trace = trace;
        this.judge = judge;
    }

    /**
     * Nobody uses this way any more. What is under way arrives, and arrives unspoiled: nobody is
     * there to notice.
     */
    void leave() {
        left = true;
    }

    /** Nothing comes through any more. */
    void cut() {
        left = true;
        cut = true;
    }

    private void later(Runnable task) {
        long millis = weather.delayMillis();
        if (millis == 0) {
            task.run();
        } else {
            time.laterMillis(millis, task);
        }
    }

    /**
     * A call that goes there, is carried out, and is answered.
     *
     * @param act may run after this way was cut
     */
    private <T> CompletionStage<T> call(
            String operation, Key key, @Nullable Body body, Supplier<CompletionStage<T>> act) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        later(
                () -> {
                    StoreException lost = weather.before(operation, store.name() + "/" + key);
                    if (lost != null) {
                        trouble(operation, key, lost.kind());
                        if (body != null) {
                            body.discard();
                        }
                        answer(answer, null, lost);
                        return;
                    }
                    if (cut && chance.nextBoolean()) {
                        return;
                    }
                    trace.say(operation, key);
                    var unused =
                            act.get().whenComplete((t, e) -> acted(operation, key, answer, t, e));
                });
        return answer;
    }

    private <T> void acted(
            String operation,
            Key key,
            CompletableFuture<T> answer,
            @Nullable T value,
            @Nullable Throwable error) {
        StoreException lost = weather.after(operation, store.name() + "/" + key);
        if (lost != null) {
            trouble(operation, key, "answer lost");
        }
        later(() -> answer(answer, value, lost == null ? error : lost));
    }

    private <T> void answer(
            CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable error) {
        if (cut) {
            return;
        }
        if (error == null) {
            answer.complete(value);
            return;
        }
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        answer.completeExceptionally(cause);
    }

    private void trouble(String operation, Key key, Object what) {
        trace.say(operation + " in trouble", key, what.toString());
        if (!operation.equals("list")) {
            judge.troubled(toSourceKey.apply(key));
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
        return call(
                "list",
                request.after(),
                null,
                () -> store.list(request).thenCompose(page -> perhapsBroken(request, page)));
    }

    private CompletionStage<ListPage> perhapsBroken(ListRequest request, ListPage page) {
        ListPage before = lastPage;
        lastPage = page;
        if (!weather.strikes(Trouble.BROKEN_PAGE)) {
            return CompletableFuture.completedFuture(page);
        }
        List<ListedObject> objects = new ArrayList<>(page.objects());
        int trick = chance.nextInt(6);
        trace.say("a broken page", trick);
        switch (trick) {
            case 0 -> {
                return CompletableFuture.failedFuture(
                        StoreException.of(Kind.BAD_ANSWER, "list", store.name())
                                .detail("the page is cut")
                                .build());
            }
            case 1 -> Collections.shuffle(objects, chance);
            case 2 -> {
                if (!objects.isEmpty()) {
                    objects.add(objects.get(chance.nextInt(objects.size())));
                }
            }
            case 3 -> {
                if (before != null && isBehind(before, request.after())) {
                    return CompletableFuture.completedFuture(
                            new ListPage(before.objects(), true, page.nextToken()));
                }
            }
            case 4 -> {
                return CompletableFuture.completedFuture(new ListPage(List.of(), true, null));
            }
            default -> {
                // Without a mark of where to go on: behind the last key.
                return CompletableFuture.completedFuture(
                        new ListPage(objects, page.truncated() && !objects.isEmpty(), null));
            }
        }
        return CompletableFuture.completedFuture(
                new ListPage(objects, page.truncated(), page.nextToken()));
    }

    private static boolean isBehind(ListPage page, Key after) {
        List<ListedObject> objects = page.objects();
        return !objects.isEmpty() && objects.get(0).key().compareTo(after) <= 0;
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        return call(
                "read",
                request.version().key(),
                null,
                () -> store.read(request).thenCompose(read -> rough(read, request)));
    }

    private CompletionStage<ObjectRead> rough(ObjectRead read, ReadRequest request) {
        Key key = request.version().key();
        return BodyCollector.collect(read.body())
                .thenApply(
                        bytes -> {
                            Body body = rough(key, bytes);
                            return new ObjectRead(
                                    read.version(),
                                    read.metadata(),
                                    read.checksums(),
                                    body,
                                    read.requestId());
                        });
    }

    private Body rough(Key key, byte[] whole) {
        byte[] bytes = whole;
        Throwable failure = null;
        if (bytes.length > 0 && weather.strikes(Trouble.BROKEN_BODY)) {
            int come = chance.nextInt(bytes.length + 2);
            trouble("body", key, come + " of " + bytes.length + " bytes");
            bytes = Arrays.copyOf(bytes, come);
            failure =
                    chance.nextBoolean()
                            ? null
                            : StoreException.of(Kind.CONTENT_INCOMPLETE, "read", "" + key).build();
        } else if (bytes.length > 0 && proves && weather.strikes(Trouble.FLIPPED_BIT)) {
            trouble("body", key, "a bit flipped");
            bytes = flipped(bytes);
        }
        return new RoughBody(
                whole.length, bytes, 1 + chance.nextInt(400), failure, this::laterUnlessCut);
    }

    private void laterUnlessCut(Runnable task) {
        later(
                () -> {
                    if (!cut) {
                        task.run();
                    }
                });
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        int bit = chance.nextInt(8 * bytes.length);
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return call("head", key, null, () -> store.head(key));
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        return call(
                "put",
                request.key(),
                body,
                () ->
                        send(
                                request.key(),
                                body,
                                (sent, flipped) ->
                                        store.put(request, sent)
                                                .thenApply(
                                                        written -> {
                                                            judge.wrote(request.key(), flipped);
                                                            return written;
                                                        })));
    }

    /** Does something with a body that has arrived. */
    private interface Taking {
        CompletionStage<Written> take(Body body, boolean flipped);
    }

    /** Brings a body across, then lets some time pass, then does what is to be done with it. */
    private CompletionStage<Written> send(Key key, Body body, Taking taking) {
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        var unused =
                BodyCollector.collect(body)
                        .whenComplete(
                                (bytes, error) ->
                                        later(
                                                () -> {
                                                    if (error == null) {
                                                        arrived.complete(bytes);
                                                    } else {
                                                        arrived.completeExceptionally(error);
                                                    }
                                                }));
        Function<byte[], CompletionStage<Written>> take =
                bytes -> {
                    boolean flips =
                            bytes.length > 0
                                    && proves
                                    && !left
                                    && weather.strikes(Trouble.FLIPPED_BIT);
                    if (flips) {
                        trouble("sent", key, "a bit flipped");
                    }
                    byte[] taken = flips ? flipped(bytes) : bytes;
                    trace.say("arrived", key, taken.length);
                    return taking.take(Body.of(ByteBuffer.wrap(taken)), flips);
                };
        return arrived.thenCompose(take);
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        return call("openUpload", request.key(), null, () -> store.openUpload(request));
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        return call(
                "writePart",
                upload.key(),
                body,
                () -> {
                    perhapsAborted(upload);
                    return send(
                            upload.key(),
                            body,
                            (sent, flipped) -> store.writePart(upload, number, offset, sent));
                });
    }

    private void perhapsAborted(Upload upload) {
        if (weather.strikes(Trouble.UPLOAD_GONE)) {
            trouble("upload aborted", upload.key(), "by others");
            var unused = store.abortUpload(upload);
        }
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return call(
                "completeUpload",
                upload.key(),
                null,
                () -> {
                    perhapsAborted(upload);
                    return store.completeUpload(upload, parts, whole)
                            .thenApply(
                                    written -> {
                                        judge.wrote(upload.key(), false);
                                        return written;
                                    });
                });
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return call("abortUpload", upload.key(), null, () -> store.abortUpload(upload));
    }

    @Override
    public CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return call("emptyUploads", key, null, () -> store.emptyUploads(key, fromMillis, toMillis));
    }

    @Override
    public CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return call("listUploads", prefix, null, () -> store.listUploads(prefix, token));
    }

    @Override
    public CompletionStage<Instant> time(Key prefix) {
        return call("time", prefix, null, () -> store.time(prefix));
    }

    @Override
    public void close() {}
}
