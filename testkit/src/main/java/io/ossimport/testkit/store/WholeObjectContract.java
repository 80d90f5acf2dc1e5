package io.ossimport.testkit.store;

import static io.ossimport.testkit.store.StoreCalls.assertChecksumsOf;
import static io.ossimport.testkit.store.StoreCalls.await;
import static io.ossimport.testkit.store.StoreCalls.awaitFailure;
import static io.ossimport.testkit.store.StoreCalls.body;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every store must do when whole objects are listed, read and written: the first half of
 * {@link ObjectStoreContract}.
 */
public abstract class WholeObjectContract {

    private static final Key KEY = Key.of("folder/object");

    private @Nullable ObjectStore opened;

    /** Opens an empty store; called once for each test. */
    protected abstract ObjectStore openStore() throws Exception;

    /** Opens a store whose bucket does not exist, where there can be such a store. */
    protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
        return Optional.empty();
    }

    /**
     * Keys of {@link ContractKeys#ODD} for which the server answers with an error of its own though
     * the connector has nothing against them. They must fail to be written.
     */
    protected Set<Key> keysTheServerRefuses() {
        return Set.of();
    }

    /**
     * Keys of {@link ContractKeys#ODD} that the server takes and then lists under another name,
     * lists in a page that breaks off or gives back without an ETag. They are left out.
     */
    protected Set<Key> keysTheServerMistakes() {
        return Set.of();
    }

    /** Whether the server gives a content type back as it came, with every blank. */
    protected boolean keepsContentTypesAsTheyAre() {
        return true;
    }

    /** Whether {@code a} can be an object while {@code a/b} is one; not so in a tree of files. */
    protected boolean takesAnObjectBesideItsFolder() {
        return store().problemWith(Key.of("./x")).isEmpty();
    }

    /** Whether the server orders keys by UTF-16 code units instead of bytes of UTF-8. */
    protected boolean listsInOrderOfUtf16() {
        return false;
    }

    @BeforeEach
    final void open() throws Exception {
        opened = openStore();
    }

    @AfterEach
    final void close() {
        store().close();
    }

    /** The store under test. */
    protected final ObjectStore store() {
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    /** Calls of the store under test. */
    protected final StoreCalls calls() {
        return new StoreCalls(store());
    }

    @Test
    void anObjectComesBackWithEveryByte() throws Exception {
        byte[] bytes = Content.generated(1, 200_001).toBytes();
        Written written = calls().put(KEY, bytes);

        assertThat(calls().read(KEY)).isEqualTo(bytes);
        ListedObject listed = calls().listed(KEY);
        assertThat(listed.size()).isEqualTo(bytes.length);
        assertThat(listed.kind()).isEqualTo(ListedObject.Kind.OBJECT);
        assertChecksumsOf(bytes, written.checksums());
        assertChecksumsOf(bytes, List.of(listed.checksum()));
    }

    @Test
    void anEmptyObjectIsAnObject() throws Exception {
        Written written = calls().put(KEY, new byte[0]);

        assertThat(calls().read(KEY)).isEmpty();
        assertThat(calls().listed(KEY).size()).isZero();
        assertChecksumsOf(new byte[0], written.checksums());
    }

    @Test
    void everyPromisedChecksumComesBackFromAWrite() throws Exception {
        byte[] bytes = "123456789".getBytes(UTF_8);
        List<Checksum> promised =
                store().capabilities().writeChecksums().stream()
                        .map(Content.of(bytes)::checksum)
                        .toList();

        assertThat(calls().put(KEY, bytes).checksums()).containsAll(promised);
    }

    @Test
    void storedChecksumsAreThoseOfTheWholeObjectAlsoOnARange() throws Exception {
        byte[] bytes = Content.generated(2, 5000).toBytes();
        calls().put(KEY, bytes);
        ListedObject version = calls().listed(KEY);

        ObjectRead whole = calls().open(version, null);
        assertChecksumsOf(bytes, whole.checksums());
        whole.body().discard();
        ObjectRead range = calls().open(version, new ByteRange(100, 10));
        assertChecksumsOf(bytes, range.checksums());
        range.body().discard();
    }

    @Test
    void oddKeysSurviveOrAreRefusedWithTheReason() throws Exception {
        List<Key> taken = new ArrayList<>();
        for (Key key : ContractKeys.ODD) {
            byte[] bytes = key.bytes();
            if (keysTheServerMistakes().contains(key)) {
                continue;
            }
            if (store().problemWith(key).isPresent()) {
                PutRequest request = new PutRequest(key, bytes.length, ObjectMetadata.NONE, false);
                awaitFailure(store().put(request, body(bytes)), Kind.INVALID_KEY);
            } else if (keysTheServerRefuses().contains(key)) {
                assertThatThrownBy(() -> calls().put(key, bytes))
                        .as("%s", key)
                        .isInstanceOf(StoreException.class);
            } else if (takes(key, bytes)) {
                taken.add(key);
            }
        }

        List<Key> listed =
                calls().list(Key.EMPTY, 7).stream()
                        .filter(o -> o.kind() == ListedObject.Kind.OBJECT)
                        .map(ListedObject::key)
                        .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(taken);
        for (Key key : taken) {
            assertThat(calls().read(key)).isEqualTo(key.bytes());
        }
    }

    // A folder in a tree of files cannot hold the bytes that "folder/" has here.
    private boolean takes(Key key, byte[] bytes) throws Exception {
        try {
            calls().put(key, bytes);
            return true;
        } catch (StoreException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.FILE_DIR_CONFLICT);
            return false;
        }
    }

    @Test
    void anEmptyStoreListsNothing() throws Exception {
        assertThat(calls().list(Key.EMPTY, 10)).isEmpty();
    }

    @Test
    void severalPagesGiveEveryKeyOnceInOrder() throws Exception {
        List<Key> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Key key = Key.of((i % 2 == 0 ? "even/" : "odd/") + (i * 7 % 25));
            calls().put(key, new byte[i]);
            expected.add(key);
        }
        expected.sort(null);

        for (int limit : new int[] {1, 7, 25, 26, 1000}) {
            List<Key> listed =
                    calls().list(Key.EMPTY, limit).stream().map(ListedObject::key).toList();
            if (store().capabilities().orderedListing()) {
                assertThat(listed).isEqualTo(expected);
            } else {
                assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        assertThat(calls().list(Key.of("odd/"), 5)).hasSize(12);
        assertThat(calls().list(Key.of("odd/1"), 5))
                .allMatch(o -> o.key().startsWith(Key.of("odd/1")));
        assertThat(calls().list(Key.of("none"), 5)).isEmpty();
    }

    @Test
    void listingBeginsBehindAnyKeyWhereTheStoreCan() throws Exception {
        for (String key : List.of("a", "a/b", "a/c", "b", "half-\uFF61", "half-\uD83D\uDE00")) {
            if (store().problemWith(Key.of(key)).isEmpty()
                    && (!key.equals("a") || takesAnObjectBesideItsFolder())) {
                calls().put(Key.of(key), new byte[1]);
            }
        }
        ListRequest behind = new ListRequest(Key.EMPTY, Key.of("a/b"), null, 1000);
        if (!store().capabilities().startAfter()) {
            awaitFailure(store().list(behind), Kind.UNSUPPORTED);
            return;
        }
        assertThat(await(store().list(behind)).objects().stream().map(ListedObject::key))
                .startsWith(Key.of("a/c"), Key.of("b"))
                .doesNotContain(Key.of("a/b"));
        ListRequest missing = new ListRequest(Key.EMPTY, Key.of("a/bb"), null, 2);
        assertThat(await(store().list(missing)).objects().stream().map(ListedObject::key))
                .containsExactly(Key.of("a/c"), Key.of("b"));
        Key lower = Key.of(listsInOrderOfUtf16() ? "half-\uD83D\uDE00" : "half-\uFF61");
        Key upper = Key.of(listsInOrderOfUtf16() ? "half-\uFF61" : "half-\uD83D\uDE00");
        ListRequest above = new ListRequest(Key.EMPTY, lower, null, 2);
        assertThat(await(store().list(above)).objects().stream().map(ListedObject::key))
                .containsExactly(upper);
    }

    @Test
    void rangesGiveExactlyTheirBytes() throws Exception {
        byte[] bytes = Content.generated(3, 100_000).toBytes();
        calls().put(KEY, bytes);
        ListedObject version = calls().listed(KEY);

        for (ByteRange range :
                List.of(
                        new ByteRange(0, 1),
                        new ByteRange(0, bytes.length),
                        new ByteRange(4095, 70_000),
                        new ByteRange(bytes.length - 1, 1))) {
            ObjectRead read = calls().open(version, range);
            assertThat(read.body().length()).isEqualTo(range.length());
            assertThat(await(BodyCollector.collect(read.body())))
                    .isEqualTo(Arrays.copyOfRange(bytes, (int) range.offset(), (int) range.end()));
        }
    }

    @Test
    void readPastTheEndIsIncompleteNotShort() throws Exception {
        calls().put(KEY, new byte[100]);
        ListedObject version = calls().listed(KEY);
        for (ByteRange range : List.of(new ByteRange(90, 11), new ByteRange(100, 1))) {
            awaitFailure(
                    store().read(new ReadRequest(version, range)).thenCompose(this::drain),
                    Kind.CONTENT_INCOMPLETE,
                    Kind.BAD_ANSWER,
                    Kind.CHANGED);
        }
    }

    @Test
    void anotherVersionThanTheListedOneIsNeverRead() throws Exception {
        assumeTrue(store().capabilities().pinsVersion(), "the store pins versions");
        calls().put(KEY, Content.generated(4, 1000).toBytes());
        ListedObject version = calls().listed(KEY);
        calls().put(KEY, Content.generated(5, 1001).toBytes());

        awaitFailure(
                store().read(new ReadRequest(version, null)).thenCompose(this::drain),
                Kind.CHANGED);
        awaitFailure(
                store().read(new ReadRequest(version, new ByteRange(0, 10)))
                        .thenCompose(this::drain),
                Kind.CHANGED);
    }

    private CompletionStage<byte[]> drain(ObjectRead read) {
        return BodyCollector.collect(read.body());
    }

    @Test
    void whatIsMissingIsNotFound() throws Exception {
        calls().put(KEY, new byte[1]);
        ListedObject present = calls().listed(KEY);
        ListedObject missing =
                new ListedObject(
                        Key.of("folder/none"),
                        1,
                        present.lastModifiedMillis(),
                        present.etag(),
                        Checksum.NONE,
                        "",
                        ListedObject.Kind.OBJECT);

        awaitFailure(store().read(new ReadRequest(missing, null)), Kind.NOT_FOUND);
        awaitFailure(store().head(missing.key()), Kind.NOT_FOUND);
    }

    @Test
    void aMissingBucketIsAnErrorAndNoEmptyListing() throws Exception {
        Optional<ObjectStore> homeless = openStoreOfMissingBucket();
        assumeTrue(homeless.isPresent(), "there can be a store of a missing bucket");
        try (ObjectStore store = homeless.get()) {
            awaitFailure(
                    store.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 10)),
                    Kind.NO_SUCH_BUCKET);
        }
    }

    @Test
    void aBodyThatIsNotWhatItPromisesLeavesNoObject() throws Exception {
        StoreException lost =
                StoreException.of(Kind.CONTENT_INCOMPLETE, "read", "test://source").build();
        for (Body broken :
                List.of(
                        new BrokenBody(1000, 999, null),
                        new BrokenBody(1000, 1001, null),
                        new BrokenBody(1000, 0, null),
                        new BrokenBody(1000, 500, lost),
                        new BrokenBody(1000, 1000, lost))) {
            PutRequest request = new PutRequest(KEY, 1000, ObjectMetadata.NONE, false);
            awaitFailure(store().put(request, broken), Kind.CONTENT_INCOMPLETE, Kind.UNAVAILABLE);
            assertThat(calls().isListed(KEY)).as("after " + broken).isFalse();
        }
    }

    @Test
    void aFailedReplacementLeavesTheObjectAsItWas() throws Exception {
        byte[] bytes = Content.generated(6, 3000).toBytes();
        calls().put(KEY, bytes);
        PutRequest request = new PutRequest(KEY, 2000, ObjectMetadata.NONE, false);

        awaitFailure(
                store().put(request, new BrokenBody(2000, 1500, null)),
                Kind.CONTENT_INCOMPLETE,
                Kind.UNAVAILABLE);
        assertThat(calls().read(KEY)).isEqualTo(bytes);
    }

    @Test
    void aSecondPutReplacesTheFirst() throws Exception {
        calls().put(KEY, Content.generated(7, 9000).toBytes());
        byte[] second = Content.generated(8, 4000).toBytes();
        calls().put(KEY, second);

        assertThat(calls().read(KEY)).isEqualTo(second);
        assertThat(calls().list(Key.EMPTY, 10)).hasSize(1);
    }

    @Test
    void aConditionalPutLeavesWhatIsThere() throws Exception {
        byte[] first = Content.generated(9, 100).toBytes();
        PutRequest request = new PutRequest(KEY, 100, ObjectMetadata.NONE, true);
        await(store().put(request, body(first)));

        awaitFailure(
                store().put(request, body(new byte[100])), Kind.ALREADY_EXISTS, Kind.UNSUPPORTED);
        assertThat(calls().read(KEY)).isEqualTo(first);
    }

    @Test
    void metadataComesBackOrIsRefused() throws Exception {
        ObjectMetadata plain =
                new ObjectMetadata(
                        Map.of(
                                "content-type",
                                keepsContentTypesAsTheyAre()
                                        ? "text/x-odd; charset=utf-8"
                                        : "text/x-odd;charset=utf-8",
                                "cache-control",
                                "no-store"),
                        Map.of("colour", "dark blue"),
                        0);
        if (store().capabilities().metadata().maxBytes() > 0) {
            calls().put(KEY, new byte[3], plain);
            ObjectRead read = calls().open(calls().listed(KEY), null);
            read.body().discard();
            assertThat(read.metadata().headers()).containsAllEntriesOf(plain.headers());
            assertThat(read.metadata().user()).isEqualTo(plain.user());
        }
        ObjectMetadata odd = new ObjectMetadata(Map.of(), Map.of("under_score", "x"), 0);
        if (!store().capabilities().metadata().accepts("under_score")) {
            PutRequest request = new PutRequest(Key.of("odd"), 3, odd, false);
            awaitFailure(
                    store().put(request, body(new byte[3])),
                    Kind.INVALID_METADATA,
                    Kind.UNSUPPORTED);
        } else if (store().capabilities().metadata().maxBytes() > 0) {
            calls().put(Key.of("odd"), new byte[3], odd);
            assertThat(await(store().head(Key.of("odd"))).metadata().user()).isEqualTo(odd.user());
        }
    }

    @Test
    void headDescribesWithoutABody() throws Exception {
        byte[] bytes = Content.generated(10, 777).toBytes();
        calls().put(KEY, bytes);
        ObjectRead head = await(store().head(KEY));

        assertThat(head.version().size()).isEqualTo(777);
        assertThat(head.version().etag()).isEqualTo(calls().listed(KEY).etag());
        assertChecksumsOf(bytes, head.checksums());
        head.body().discard();
    }

    @Test
    void aBodyThatIsNotWantedCanBeGivenBack() throws Exception {
        byte[] bytes = Content.generated(11, 3_000_000).toBytes();
        calls().put(KEY, bytes);
        ListedObject version = calls().listed(KEY);
        for (int i = 0; i < 5; i++) {
            calls().open(version, null).body().discard();
        }
        assertThat(calls().read(KEY)).isEqualTo(bytes);
    }
}
