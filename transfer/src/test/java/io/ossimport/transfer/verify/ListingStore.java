package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
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
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that lists any number of keys, which are made when they are asked for, and no more. */
final class ListingStore implements ObjectStore {

    private static final int DIGITS = 10;

    private final Key prefix;
    private final long count;

    /** Keys are {@code prefix} and numbers of ten digits, from 0 on, each object of its own. */
    ListingStore(String prefix, long count) {
        this.prefix = Key.of(prefix);
        this.count = count;
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        Key after = request.after();
        long first = after.compareTo(prefix) <= 0 ? 0 : beyond(after);
        List<ListedObject> objects = new ArrayList<>();
        for (long i = first; i < Math.min(count, first + request.limit()); i++) {
            objects.add(
                    new ListedObject(
                            key(i),
                            i + 1,
                            1_000,
                            "etag",
                            Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, i),
                            "",
                            ListedObject.Kind.OBJECT));
        }
        boolean more = first + objects.size() < count;
        return CompletableFuture.supplyAsync(
                () -> new ListPage(objects, more, more ? "page" + first : null));
    }

    private Key key(long number) {
        return prefix.append(Key.of(String.format("%0" + DIGITS + "d", number)));
    }

    // A guess at a middle may have fewer digits.
    private long beyond(Key after) {
        String digits = after.dropFirst(prefix.length()).toString();
        String whole = digits + "0".repeat(DIGITS - digits.length());
        long number = Long.parseLong(whole);
        return digits.length() == DIGITS ? number + 1 : number;
    }

    @Override
    public String name() {
        return "made://" + prefix;
    }

    @Override
    public Capabilities capabilities() {
        return MemoryStore.OSS_LIKE;
    }

    @Override
    public Optional<KeyProblem> problemWith(Key key) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Written> put(PutRequest request, Body body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
