package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A bucket of a stand-in cloud. Safe for many threads. */
public final class FakeBucket {

    private static final long LARGE_BYTES = 64L << 20;
    private static final long PART_BYTES = 16L << 20;

    private final String name;
    private final ConcurrentSkipListMap<Key, FakeObject> stored = new ConcurrentSkipListMap<>();
    private final Uploads uploads = new Uploads();
    private volatile @Nullable GeneratedObjects generated;
    private volatile String region;

    private final boolean upperCaseEtags;
    private volatile boolean open;
    private volatile Key previousPage = Key.EMPTY;
    private volatile ListingHabit habit = ListingHabit.ORDERED;

    /**
     * @param upperCaseEtags whether ETags are in upper case, as OSS has them
     */
    FakeBucket(String name, String region, boolean upperCaseEtags) {
        this.upperCaseEtags = upperCaseEtags;
        this.name = name;
        this.region = region;
    }

    public String name() {
        return name;
    }

    /** Where the bucket is; requests that are signed for another region are refused. */
    public String region() {
        return region;
    }

    /** Moves the bucket to another region than its server's. */
    public void moveTo(String region) {
        this.region = region;
    }

    /** Lets unsigned requests read and list. */
    public void makePublic() {
        open = true;
    }

    /** Lists in another way from now on. */
    public void list(ListingHabit habit) {
        this.habit = habit;
    }

    ListingHabit habit() {
        return habit;
    }

    boolean isPublic() {
        return open;
    }

    /** Puts an object of these bytes, written now. */
    public FakeObject put(String key, byte[] bytes) {
        return put(Key.of(key), Content.of(bytes), Map.of(), Instant.now());
    }

    /** Puts an object, written now. */
    public FakeObject put(String key, Content content) {
        return put(Key.of(key), content, Map.of(), Instant.now());
    }

    /** As {@link #put(Key, Content, Map, Instant)}. */
    public FakeObject put(
            String key, Content content, Map<String, String> headers, Instant lastModified) {
        return put(Key.of(key), content, headers, lastModified);
    }

    /**
     * Puts an object past all rules and records. One of more than 64 MiB is taken for a multipart
     * upload in parts of 16 MiB: its ETag is no MD5.
     *
     * @param headers standard headers and user metadata with the vendor's prefix; names in lower
     *     case
     * @param lastModified services keep whole seconds
     */
    public FakeObject put(
            Key key, Content content, Map<String, String> headers, Instant lastModified) {
        boolean large = content.length() > LARGE_BYTES;
        int parts = large ? (int) ((content.length() - 1) / PART_BYTES) + 1 : 0;
        FakeObject object =
                new FakeObject(
                        key,
                        content,
                        headers.isEmpty()
                                ? Map.of()
                                : Collections.unmodifiableMap(new TreeMap<>(headers)),
                        lastModified.toEpochMilli(),
                        parts,
                        large ? etag(largeMark(content)) + "-" + parts : etagInOwnCase(content),
                        null);
        store(object);
        return object;
    }

    /** Puts a symbolic link, as OSS has them; nobody looks whether the target exists. */
    public void link(String key, String target, Instant created) {
        store(FakeObject.link(Key.of(key), Key.of(target), Map.of(), created.toEpochMilli()));
    }

    private String etag(String hex) {
        return upperCaseEtags ? hex.toUpperCase(Locale.ROOT) : hex;
    }

    // Null for what an object computes by itself, when it is first asked for.
    private @Nullable String etagInOwnCase(Content content) {
        return upperCaseEtags ? etag(content.checksum(ChecksumAlgorithm.MD5).hex()) : null;
    }

    // Both ends and the length tell contents apart without reading gigabytes.
    private static String largeMark(Content content) {
        ByteBuffer ends = ByteBuffer.allocate(2 * 1024 + Long.BYTES);
        content.read(0, ends.limit(1024));
        content.read(content.length() - 1024, ends.limit(2048));
        ends.limit(ends.capacity());
        ends.putLong(content.length());
        return Content.of(ends.array()).checksum(ChecksumAlgorithm.MD5).hex();
    }

    /** As {@link #generate(long, KeyShape, LongUnaryOperator)}, all of one size. */
    public void generate(long count, KeyShape shape, long size) {
        generate(count, shape, index -> size);
    }

    /**
     * Fills the bucket with objects that are made when they are asked for, so that millions of them
     * need no memory. Such a bucket cannot be written to. Objects of more than 4 KiB have an ETag
     * of the form that S3 gives to multipart uploads, since an MD5 of each would make listing slow.
     *
     * @param size gives each object's size from its index
     * @throws IllegalStateException when the bucket is not empty
     */
    public void generate(long count, KeyShape shape, LongUnaryOperator size) {
        if (generated != null || !stored.isEmpty()) {
            throw new IllegalStateException("bucket " + name + " is not empty");
        }
        generated = new GeneratedObjects(count, shape, size);
    }

    /** Takes an object away, past all rules and records. */
    public void remove(String key) {
        stored.remove(Key.of(key));
    }

    /** The object under {@code key}, or null. */
    public @Nullable FakeObject object(String key) {
        return objects(Key.of(key));
    }

    /** The objects that were put, a view; not those of {@link #generate}. */
    public SortedMap<Key, FakeObject> objects() {
        return Collections.unmodifiableSortedMap(stored);
    }

    /** How many objects there are. */
    public long count() {
        GeneratedObjects made = generated;
        return made != null ? made.count() : stored.size();
    }

    /** Opens a multipart upload of {@code key}, begun at {@code begunMillis}, past all rules. */
    public void openUpload(String key, long begunMillis) {
        uploads.open(Key.of(key), Map.of(), begunMillis, "", "");
    }

    /**
     * Completes the open uploads of {@code key}, past all rules. The object has the time at which
     * its upload was begun, as S3 dates it:
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
     */
    public void completeUpload(String key, Content content) {
        for (Uploads.Upload upload : uploads.list()) {
            if (upload.key().equals(Key.of(key)) && uploads.close(upload)) {
                put(key, content, Map.of(), Instant.ofEpochMilli(upload.initiatedMillis()));
            }
        }
    }

    /** How many multipart uploads are open. */
    public int openUploads() {
        return uploads.count();
    }

    /**
     * Notes where a page began; gives where the page before began. With many listings at once that
     * may lie ahead: then it is the first page, for one from ahead would be a listing that leaves
     * keys out.
     */
    Key notePage(Key start) {
        Key before = previousPage;
        previousPage = start;
        return before.compareTo(start) <= 0 ? before : Key.EMPTY;
    }

    Uploads uploads() {
        return uploads;
    }

    boolean readOnly() {
        return generated != null;
    }

    @Nullable FakeObject objects(Key key) {
        GeneratedObjects made = generated;
        return made != null ? made.get(key) : stored.get(key);
    }

    /** The objects from {@code from} on, in order. */
    Iterator<FakeObject> from(Key from, boolean inclusive) {
        GeneratedObjects made = generated;
        return made != null
                ? made.from(from, inclusive)
                : stored.tailMap(from, inclusive).values().iterator();
    }

    void store(FakeObject object) {
        if (generated != null) {
            throw new IllegalStateException("bucket " + name + " is generated");
        }
        stored.put(object.key(), object);
    }

    /** Stores the object unless its key is taken; says whether it did. */
    boolean storeIfAbsent(FakeObject object) {
        return stored.putIfAbsent(object.key(), object) == null;
    }

    void remove(Key key) {
        stored.remove(key);
    }
}
