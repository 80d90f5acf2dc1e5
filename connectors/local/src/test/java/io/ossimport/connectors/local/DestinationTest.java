package io.ossimport.connectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @TempDir Path folder;
    private Path root = Path.of("/");
    private LocalStore store = new LocalStore(root, false, true);

    @BeforeEach
    void open() {
        root = folder.resolve("root");
        store = new LocalStore(root, false, true);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void rootAndFoldersAreMadeOnTheWay() throws Exception {
        Written written = put("a/b/c", "content");
        assertThat(Files.readString(root.resolve("a/b/c"))).isEqualTo("content");
        assertThat(written.checksums()).containsExactly(crc("content"));
        assertThat(files()).containsExactly("a/b/c");
    }

    @Test
    void severalThatMakeTheSameFoldersAtOnceLoseNothing() throws Exception {
        int movers = 4;
        int folders = 400;
        List<LocalStore> stores = new ArrayList<>();
        List<CompletableFuture<Written>> puts = new ArrayList<>();
        for (int mover = 0; mover < movers; mover++) {
            stores.add(new LocalStore(root, false, true));
        }
        for (int i = 0; i < folders; i++) {
            for (int mover = 0; mover < movers; mover++) {
                Key key = Key.of("a" + i + "/b/c/" + mover);
                PutRequest request = new PutRequest(key, 1, ObjectMetadata.NONE, false);
                Body body = Body.of(ByteBuffer.wrap(new byte[1]));
                puts.add(stores.get(mover).put(request, body).toCompletableFuture());
            }
        }
        CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new)).get();
        stores.forEach(LocalStore::close);

        assertThat(files())
                .hasSize(movers * folders)
                .noneMatch(file -> file.contains(".ossimport-"));
    }

    @Test
    void bytesOfEveryLengthArriveWhole() throws Exception {
        for (int length : new int[] {0, 1, 32768, 32769, 262143, 262144, 262145, 3_000_000}) {
            byte[] bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            Written written = Calls.put(store, Key.of("f"), bytes);
            assertThat(Files.readAllBytes(root.resolve("f"))).isEqualTo(bytes);
            ListedObject listed = Calls.listAll(store).get(0);
            assertThat(listed.etag()).isEqualTo(written.etag());
            assertThat(Calls.read(store, listed)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file..txt",
                "..a",
                "a..",
                "...",
                " ",
                "a b ",
                "-rf",
                "%2F",
                "a\nb",
                "\\x",
                "😀"
            })
    void oddNamesAreJustNames(String name) throws Exception {
        put("d/" + name, "x");
        assertThat(files()).containsExactly("d/" + name);
    }

    @Test
    void keysThatLeadElsewhereAreRefusedAndNothingIsWritten() throws Exception {
        put("in/side", "x");
        String[] steps = {"..", ".", "", "a", "\0", "in", ".ossimport-x"};
        List<String> keys = new ArrayList<>();
        for (String a : steps) {
            for (String b : steps) {
                for (String c : steps) {
                    for (String d : List.of("x", "..")) {
                        String key = a + "/" + b + "/" + c + "/" + d;
                        if (!key.matches("(a|in)/(a|in)/(a|in)/x")) {
                            keys.add(key);
                        }
                    }
                }
            }
        }
        keys.addAll(List.of("", "/", "//", "/etc/x", "..", ".", "../", "a/../", "a//", "./"));
        assertThat(keys).hasSizeGreaterThan(400);
        for (String key : keys) {
            assertThat(store.problemWith(Key.of(key))).as(key).isPresent();
            assertThatThrownBy(() -> put(key, "evil"))
                    .as(key)
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_KEY));
            assertThatThrownBy(() -> Calls.get(store.head(Key.of(key))))
                    .as(key)
                    .isInstanceOf(StoreException.class);
        }
        assertThat(files()).containsExactly("in/side");
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(root);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x, KEY_LEADING_SLASH",
        "a//x, KEY_UNSAFE_PATH",
        "a/../x, KEY_UNSAFE_PATH",
        "a/./x, KEY_UNSAFE_PATH",
        "a/.., KEY_UNSAFE_PATH",
        ".ossimport-x, KEY_RESERVED",
    })
    void refusalHasItsReason(String key, Reason reason) {
        assertThat(store.problemWith(Key.of(key)))
                .get()
                .extracting(KeyProblem::reason)
                .isEqualTo(reason);
    }

    @Test
    void namesAndPathsThatAreTooLongAreRefused() {
        assertThat(store.problemWith(Key.of("a".repeat(255)))).isEmpty();
        assertThat(store.problemWith(Key.of("a".repeat(256))))
                .get()
                .extracting(KeyProblem::reason)
                .isEqualTo(Reason.KEY_TOO_LONG);
        assertThat(store.problemWith(Key.of("abc/".repeat(1024) + "x")))
                .get()
                .extracting(KeyProblem::reason)
                .isEqualTo(Reason.KEY_TOO_LONG);
    }

    @Test
    void folderMarkersBecomeFoldersAndAreFoundAgain() throws Exception {
        put("d/", "");
        put("e/f/", "");
        put("d/x", "y");
        put("d/", "");
        assertThat(Calls.listAll(store))
                .extracting(o -> o.key().toString())
                .containsExactly("d/", "d/x", "e/", "e/f/");
        ListedObject marker = Calls.get(store.head(Key.of("d/"))).version();
        assertThat(marker.size()).isZero();
        assertThat(Calls.read(store, marker)).isEmpty();
        assertThatThrownBy(() -> put("g/", "bytes")).satisfies(kind(Kind.FILE_DIR_CONFLICT));
    }

    @Test
    void fileAndFolderOfOneNameAreAConflict() throws Exception {
        put("file", "x");
        assertThatThrownBy(() -> put("file/below", "y")).satisfies(kind(Kind.FILE_DIR_CONFLICT));
        assertThatThrownBy(() -> put("file/", "")).satisfies(kind(Kind.FILE_DIR_CONFLICT));
        put("d/x", "x");
        assertThatThrownBy(() -> put("d", "y")).satisfies(kind(Kind.FILE_DIR_CONFLICT));
        assertThat(files()).containsExactly("d/x", "file");
    }

    @Test
    void linkInTheTreeIsNotFollowedAndALinkAsTargetIsReplaced() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("away"), outside);
        Files.createSymbolicLink(root.resolve("target"), outside.resolve("kept"));
        assertThatThrownBy(() -> put("away/x", "evil")).satisfies(kind(Kind.FILE_DIR_CONFLICT));
        assertThatThrownBy(() -> Calls.get(store.head(Key.of("away/kept"))))
                .satisfies(kind(Kind.NOT_FOUND));
        put("target", "new");
        assertThat(Files.readString(outside.resolve("kept"))).isEqualTo("kept");
        assertThat(Files.isSymbolicLink(root.resolve("target"))).isFalse();
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).containsExactly(outside.resolve("kept"));
        }
    }

    @Test
    void folderSwappedForALinkMeanwhileLeadsNowhere() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path real = Files.createDirectories(root.resolve("d"));
        Path parked = root.resolve("parked");
        boolean[] stop = {false};
        Thread swapper =
                new Thread(
                        () -> {
                            while (!isSet(stop)) {
                                swap(real, parked, outside);
                            }
                        },
                        "swapper");
        swapper.start();
        try {
            for (int i = 0; i < 400; i++) {
                try {
                    put("d/e" + i % 7 + "/x" + i, "bytes");
                } catch (StoreException e) {
                    assertThat(e.kind()).isIn(Kind.FILE_DIR_CONFLICT, Kind.NOT_FOUND, Kind.UNKNOWN);
                }
            }
        } finally {
            synchronized (stop) {
                stop[0] = true;
            }
            swapper.join();
        }
        try (Stream<Path> there = Files.list(outside)) {
            assertThat(there).isEmpty();
        }
    }

    private static boolean isSet(boolean[] flag) {
        synchronized (flag) {
            return flag[0];
        }
    }

    private static void swap(Path real, Path parked, Path outside) {
        try {
            Files.move(real, parked);
            Files.createSymbolicLink(real, outside);
            Files.delete(real);
            Files.move(parked, real);
        } catch (IOException e) {
            // The store made the folder anew before the link or the old one came: also a state.
            try {
                Files.deleteIfExists(real);
            } catch (IOException notEmpty) {
                // it holds files already; the next round goes on with it
            }
        }
    }

    @Test
    void shortOrLongBodyLeavesNoFileBehind() throws Exception {
        for (int length : new int[] {3, 5}) {
            PutRequest request = new PutRequest(Key.of("d/f"), length, ObjectMetadata.NONE, false);
            assertThatThrownBy(() -> Calls.get(store.put(request, Body.of(ByteBuffer.allocate(4)))))
                    .satisfies(kind(Kind.CONTENT_INCOMPLETE));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void failedReplacementLeavesTheOldFile() throws Exception {
        put("f", "old");
        PutRequest request = new PutRequest(Key.of("f"), 5, ObjectMetadata.NONE, false);
        assertThatThrownBy(() -> Calls.get(store.put(request, Body.of(ByteBuffer.allocate(4)))))
                .satisfies(kind(Kind.CONTENT_INCOMPLETE));
        assertThat(Files.readString(root.resolve("f"))).isEqualTo("old");
    }

    @Test
    void conditionalPutRefusesAFileThatIsThere() throws Exception {
        put("f", "old");
        PutRequest request = new PutRequest(Key.of("f"), 3, ObjectMetadata.NONE, true);
        assertThatThrownBy(() -> Calls.get(store.put(request, Body.of(ByteBuffer.allocate(3)))))
                .satisfies(kind(Kind.ALREADY_EXISTS));
        assertThat(Files.readString(root.resolve("f"))).isEqualTo("old");
        assertThat(files()).containsExactly("f");
    }

    @Test
    void partsInAnyOrderBecomeOneFile() throws Exception {
        Upload upload = openUpload("d/big", 10);
        UploadedPart second = part(upload, 2, 4, "456789");
        UploadedPart first = part(upload, 1, 0, "0123");
        assertThat(Calls.listAll(store)).extracting(o -> o.key().toString()).containsExactly("d/");
        Written written =
                Calls.get(store.completeUpload(upload, List.of(first, second), crc("0123456789")));
        assertThat(written.checksums()).containsExactly(crc("0123456789"));
        assertThat(Files.readString(root.resolve("d/big"))).isEqualTo("0123456789");
        assertThat(files()).containsExactly("d/big");
        assertThatThrownBy(
                        () ->
                                Calls.get(
                                        store.completeUpload(
                                                upload, List.of(first, second), Checksum.NONE)))
                .satisfies(kind(Kind.NO_SUCH_UPLOAD));
    }

    @Test
    void uploadIsGoneOnWithByAnotherProcess() throws Exception {
        Upload upload = openUpload("big", 8);
        UploadedPart first = part(upload, 1, 0, "0123");
        try (LocalStore other = new LocalStore(root, false, true)) {
            Written written = Calls.get(other.writePart(upload, 2, 4, body("4567")));
            UploadedPart second = new UploadedPart(2, 4, written.etag(), crc("4567"));
            Calls.get(other.completeUpload(upload, List.of(first, second), Checksum.NONE));
        }
        assertThat(Files.readString(root.resolve("big"))).isEqualTo("01234567");
    }

    @Test
    void partThatIsMissingOrOtherThanWrittenIsNoticedAtCompletion() throws Exception {
        Upload upload = openUpload("big", 8);
        UploadedPart first = part(upload, 1, 0, "0123");
        UploadedPart second = part(upload, 2, 4, "4567");
        UploadedPart never = new UploadedPart(2, 4, crc("89ab").hex(), crc("89ab"));
        assertThatThrownBy(() -> complete(upload, List.of(first)))
                .satisfies(kind(Kind.CONTENT_INCOMPLETE));
        assertThatThrownBy(() -> complete(upload, List.of(second, first)))
                .satisfies(kind(Kind.CONTENT_INCOMPLETE));
        assertThatThrownBy(() -> complete(upload, List.of(first, never)))
                .satisfies(kind(Kind.CHECKSUM_MISMATCH));
        assertThatThrownBy(
                        () ->
                                Calls.get(
                                        store.completeUpload(
                                                upload, List.of(first, second), crc("76543210"))))
                .satisfies(kind(Kind.CHECKSUM_MISMATCH));
        Calls.get(store.abortUpload(upload));
        assertThat(files()).isEmpty();
    }

    @Test
    void abortedUploadLeavesNothingAndMayBeAbortedAgain() throws Exception {
        Upload upload = openUpload("d/big", 4);
        UploadedPart first = part(upload, 1, 0, "0123");
        Calls.get(store.abortUpload(upload));
        Calls.get(store.abortUpload(upload));
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> complete(upload, List.of(first)))
                .satisfies(kind(Kind.NO_SUCH_UPLOAD));
        assertThatThrownBy(() -> part(upload, 1, 0, "0123")).satisfies(kind(Kind.NO_SUCH_UPLOAD));
        assertThatThrownBy(() -> complete(new Upload(Key.of("d/big"), "../../etc"), List.of(first)))
                .satisfies(kind(Kind.NO_SUCH_UPLOAD));
    }

    @Test
    void fullDiskIsToldFromOtherErrors() throws Exception {
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            assertThatThrownBy(
                            () -> {
                                try {
                                    full.write(ByteBuffer.allocate(1));
                                } catch (IOException e) {
                                    throw LocalErrors.of(e, "put", "/dev/full");
                                }
                            })
                    .satisfies(kind(Kind.NO_SPACE))
                    .hasMessageContaining("/dev/full")
                    .hasMessageContaining("No space left on device");
        }
    }

    @Test
    void missingRootOfASourceIsNotMade() {
        try (LocalStore source = new LocalStore(root, false, false)) {
            assertThatThrownBy(() -> Calls.put(source, Key.of("x"), new byte[1]))
                    .satisfies(kind(Kind.NO_SUCH_BUCKET));
        }
        assertThat(root).doesNotExist();
    }

    private Written put(String key, String content) throws Exception {
        return Calls.put(store, Key.of(key), content.getBytes(StandardCharsets.UTF_8));
    }

    private Upload openUpload(String key, long length) throws Exception {
        return Calls.get(
                store.openUpload(new PutRequest(Key.of(key), length, ObjectMetadata.NONE, false)));
    }

    private UploadedPart part(Upload upload, int number, long offset, String content)
            throws Exception {
        Written written = Calls.get(store.writePart(upload, number, offset, body(content)));
        assertThat(written.checksums()).containsExactly(crc(content));
        return new UploadedPart(number, content.length(), written.etag(), crc(content));
    }

    private Written complete(Upload upload, List<UploadedPart> parts) throws Exception {
        return Calls.get(store.completeUpload(upload, parts, Checksum.NONE));
    }

    private static Body body(String content) {
        return Body.of(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Checksum crc(String content) {
        Digest digest = Digest.of(ChecksumAlgorithm.CRC64_XZ);
        digest.update(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
        return digest.value();
    }

    private static java.util.function.Consumer<Throwable> kind(Kind kind) {
        return e -> {
            assertThat(e).isInstanceOf(StoreException.class);
            assertThat(((StoreException) e).kind()).as(e.getMessage()).isEqualTo(kind);
        };
    }

    /** All files below the root, also hidden and unfinished ones. */
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
