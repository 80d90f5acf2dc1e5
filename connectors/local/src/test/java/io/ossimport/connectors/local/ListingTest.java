package io.ossimport.connectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {

    private static final long SEED = 20261122;

    @TempDir Path root;
    private LocalStore store = new LocalStore(Path.of("/"), false, false);

    @BeforeEach
    void open() {
        store = new LocalStore(root, false, false);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void filesComeInTheOrderOfTheirKeysAndNotOfTheirFolders() throws Exception {
        // A folder a is at a/, behind a.b and a-b and before a0.
        for (String file :
                List.of("a/b", "a.b", "a-b", "a0", "a/a/z", "a!/x", "b", "a/", "é", "z")) {
            if (!file.endsWith("/")) {
                write(file);
            }
        }
        assertThat(keys(Calls.listAll(store)))
                .containsExactly("a!/x", "a-b", "a.b", "a/a/z", "a/b", "a0", "b", "z", "é");
    }

    @Test
    void everyPlaceToBeginAndEveryPageSizeGivesTheSameOrder() throws Exception {
        Random random = new Random(SEED);
        TreeSet<Key> expected = new TreeSet<>();
        String[] names = {"a", "a-", "a-b", "a.", "a.b", "a0", "b", "ab", "é", "!", "\uFFFD", "😀"};
        while (expected.size() < 60) {
            StringBuilder key = new StringBuilder();
            for (int depth = random.nextInt(4); depth >= 0; depth--) {
                key.append(names[random.nextInt(names.length)]).append(depth == 0 ? "" : "/");
            }
            Path file = root.resolve(key.toString());
            if (mayBeFile(file)) {
                write(key.toString());
                expected.add(Key.of(key.toString()));
            }
        }
        List<Key> sorted = new ArrayList<>(expected);
        for (int limit : new int[] {1, 2, 7, 1000}) {
            assertThat(Calls.list(store, Key.EMPTY, Key.EMPTY, limit))
                    .extracting(ListedObject::key)
                    .containsExactlyElementsOf(sorted);
        }
        List<Key> places = new ArrayList<>(sorted);
        for (Key key : sorted) {
            places.add(key.append(Key.of("/")));
            places.add(key.append(Key.of("!")));
            for (int end = 1; end < key.length(); end++) {
                places.add(Key.ofBytes(key.bytes(), 0, end));
            }
        }
        for (Key place : places) {
            assertThat(Calls.list(store, Key.EMPTY, place, 1000))
                    .as("after %s", place)
                    .extracting(ListedObject::key)
                    .containsExactlyElementsOf(expected.tailSet(place, false));
            assertThat(Calls.list(store, place, Key.EMPTY, 5))
                    .as("prefix %s", place)
                    .extracting(ListedObject::key)
                    .containsExactlyElementsOf(
                            sorted.stream().filter(key -> key.startsWith(place)).toList());
        }
    }

    private boolean mayBeFile(Path file) {
        for (Path at = file.getParent(); at != null && !at.equals(root); at = at.getParent()) {
            if (Files.isRegularFile(at)) {
                return false;
            }
        }
        return !Files.exists(file);
    }

    @Test
    void pageAskedForAgainIsTheSamePage() throws Exception {
        for (int i = 0; i < 10; i++) {
            write("f" + i);
        }
        ListPage first = Calls.get(store.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 4)));
        assertThat(first.truncated()).isTrue();
        ListRequest second =
                new ListRequest(Key.EMPTY, first.objects().get(3).key(), first.nextToken(), 4);
        assertThat(keys(Calls.get(store.list(second)).objects()))
                .containsExactly("f4", "f5", "f6", "f7");
        assertThat(keys(Calls.get(store.list(second)).objects()))
                .containsExactly("f4", "f5", "f6", "f7");
    }

    @Test
    void foldersAreListedOnlyByDestinations() throws Exception {
        write("d/e/f");
        Files.createDirectories(root.resolve("empty"));
        assertThat(keys(Calls.listAll(store))).containsExactly("d/e/f");
        try (LocalStore destination = new LocalStore(root, false, true)) {
            assertThat(keys(Calls.list(destination, Key.EMPTY, Key.EMPTY, 1)))
                    .containsExactly("d/", "d/e/", "d/e/f", "empty/");
            assertThat(keys(Calls.list(destination, Key.EMPTY, Key.of("d/"), 10)))
                    .containsExactly("d/e/", "d/e/f", "empty/");
            assertThat(keys(Calls.list(destination, Key.of("d/"), Key.EMPTY, 10)))
                    .containsExactly("d/", "d/e/", "d/e/f");
            assertThat(keys(Calls.list(destination, Key.of("d"), Key.of("d"), 10)))
                    .containsExactly("d/", "d/e/", "d/e/f");
        }
    }

    @Test
    void namesThatAreNotUtf8KeepTheirBytesAndCanBeRead() throws Exception {
        byte[][] names = {{'x', (byte) 0xFF}, {'x', (byte) 0xFE}, {'g', (byte) 0xDF, '.', 't'}};
        for (byte[] name : names) {
            Files.write(FileNames.child(root, name), name);
        }
        Path folder = Files.createDirectory(FileNames.child(root, new byte[] {(byte) 0xC0}));
        Files.writeString(FileNames.child(folder, new byte[] {(byte) 0xC1}), "below");
        List<ListedObject> listed = Calls.listAll(store);
        assertThat(listed)
                .extracting(ListedObject::key)
                .containsExactly(
                        Key.ofBytes(names[2]),
                        Key.ofBytes(names[1]),
                        Key.ofBytes(names[0]),
                        Key.ofBytes(new byte[] {(byte) 0xC0, '/', (byte) 0xC1}));
        assertThat(Calls.read(store, listed.get(1))).isEqualTo(names[1]);
        assertThat(Calls.read(store, listed.get(2))).isEqualTo(names[0]);
        assertThat(new String(Calls.read(store, listed.get(3)), StandardCharsets.UTF_8))
                .isEqualTo("below");
    }

    @Test
    void composedAndDecomposedNamesAreTwoKeys() throws Exception {
        write("\u00e9");
        write("e\u0301");
        assertThat(keys(Calls.listAll(store))).containsExactly("e\u0301", "\u00e9");
    }

    @Test
    void linksAndSpecialFilesAreListedAsWhatTheyAre() throws Exception {
        write("file");
        Files.createDirectory(root.resolve("folder"));
        write("folder/in");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("file"));
        Files.createSymbolicLink(root.resolve("linked-folder"), root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("none"));
        run("mkfifo", root.resolve("pipe").toString());
        assertThat(Calls.listAll(store))
                .extracting(o -> o.key() + " " + o.kind())
                .containsExactly(
                        "file OBJECT",
                        "folder/in OBJECT",
                        "link SYMLINK",
                        "linked-folder SYMLINK",
                        "nowhere SYMLINK",
                        "pipe SPECIAL");
    }

    @Test
    void linksToFilesWithinTheRootAreFollowedOnRequest(@TempDir Path outside) throws Exception {
        write("file");
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
        Files.createSymbolicLink(root.resolve("linked-folder"), root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));
        Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret"));
        try (LocalStore following = new LocalStore(root, true, false)) {
            List<ListedObject> listed = Calls.listAll(following);
            assertThat(listed)
                    .extracting(o -> o.key() + " " + o.kind())
                    .containsExactly(
                            "circle SYMLINK",
                            "file OBJECT",
                            "link OBJECT",
                            "linked-folder SYMLINK",
                            "out SYMLINK");
            assertThat(Calls.read(following, listed.get(2))).asString().isEqualTo("file");
        }
    }

    @Test
    void unfinishedFilesAreNotListed() throws Exception {
        write(".ossimport-0123456789abcdef");
        write("d/.ossimport-0123456789abcdef");
        write(".ossimport");
        assertThat(keys(Calls.listAll(store))).containsExactly(".ossimport");
    }

    @Test
    void missingRootIsAnErrorAndNotAnEmptyPage() throws Exception {
        write("file");
        for (String wrong : List.of("none", "file")) {
            try (LocalStore missing = new LocalStore(root.resolve(wrong), false, false)) {
                assertThatThrownBy(() -> Calls.listAll(missing))
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e ->
                                        assertThat(e.kind())
                                                .isEqualTo(StoreException.Kind.NO_SUCH_BUCKET));
            }
        }
    }

    @Test
    void namesGoBothWaysThroughUris() {
        byte[] name = new byte[255];
        for (int i = 0; i < name.length; i++) {
            name[i] = (byte) (i + 1);
        }
        name['/' - 1] = 'x';
        assertThat(FileNames.bytes(FileNames.child(root, name))).isEqualTo(name);
        assertThat(Path.of(URI.create(root.toUri() + "%FF")).getFileName())
                .isEqualTo(FileNames.child(root, new byte[] {(byte) 0xFF}).getFileName());
    }

    private void write(String key) throws Exception {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, key);
    }

    private static List<String> keys(List<ListedObject> objects) {
        return objects.stream().map(o -> o.key().toString()).toList();
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(Arrays.toString(command))
                .isZero();
    }
}
