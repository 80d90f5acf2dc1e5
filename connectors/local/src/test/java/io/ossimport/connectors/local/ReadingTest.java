package io.ossimport.connectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.testkit.store.BodyCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {

    private static final int SIZE = 1_000_000;

    @TempDir Path root;
    private LocalStore store = new LocalStore(Path.of("/"), false, false);
    private final byte[] bytes = new byte[SIZE];

    @BeforeEach
    void open() throws IOException {
        store = new LocalStore(root, false, false);
        new Random(SIZE).nextBytes(bytes);
        Files.write(root.resolve("f"), bytes);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void rangesAreExact() throws Exception {
        ListedObject listed = Calls.listAll(store).get(0);
        for (ByteRange range :
                List.of(
                        new ByteRange(0, 1),
                        new ByteRange(SIZE - 1, 1),
                        new ByteRange(100, 300_000),
                        new ByteRange(0, SIZE))) {
            ObjectRead read = Calls.get(store.read(new ReadRequest(listed, range)));
            assertThat(read.body().length()).isEqualTo(range.length());
            assertThat(Calls.get(BodyCollector.collect(read.body())))
                    .isEqualTo(Arrays.copyOfRange(bytes, (int) range.offset(), (int) range.end()));
        }
        assertThatThrownBy(
                        () ->
                                Calls.get(
                                        store.read(
                                                new ReadRequest(listed, new ByteRange(SIZE, 1)))))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void nothingIsGivenThatWasNotAskedFor() throws Exception {
        Taker taker = take();
        taker.subscription().request(1);
        assertThat(taker.signal()).isEqualTo("262144 bytes");
        taker.subscription().request(2);
        assertThat(taker.signal()).isEqualTo("262144 bytes");
        assertThat(taker.signal()).isEqualTo("262144 bytes");
        assertThat(taker.pending()).isZero();
        taker.subscription().request(Long.MAX_VALUE);
        assertThat(taker.signal()).isEqualTo("213568 bytes");
        assertThat(taker.signal()).isEqualTo("complete");
    }

    @Test
    void bufferIsDirectAndGivesTheSameBytesAgain() throws Exception {
        ObjectRead read = Calls.get(store.read(new ReadRequest(Calls.listAll(store).get(0), null)));
        CompletableFuture<Buffer> first = new CompletableFuture<>();
        read.body().subscribe(new First(first));
        Buffer buffer = first.get(30, TimeUnit.SECONDS);
        assertThat(buffer.bytes().isDirect()).isTrue();
        byte[] once = new byte[buffer.length()];
        byte[] again = new byte[buffer.length()];
        buffer.bytes().get(once);
        buffer.bytes().get(again);
        assertThat(once).isEqualTo(again).isEqualTo(Arrays.copyOf(bytes, once.length));
        buffer.release();
        assertThatThrownBy(buffer::release).isInstanceOf(IllegalStateException.class);
    }

    /** What can happen to a file while it is read. */
    enum Change {
        SHORTER,
        LONGER,
        TOUCHED,
        REPLACED,
        GONE
    }

    @ParameterizedTest
    @EnumSource
    void fileThatChangesWhileItIsReadIsNeverGivenWhole(Change change) throws Exception {
        Taker taker = take();
        taker.subscription().request(1);
        assertThat(taker.signal()).isEqualTo("262144 bytes");
        apply(change);
        taker.subscription().request(Long.MAX_VALUE);
        StringBuilder signals = new StringBuilder();
        int given = 262144;
        String signal = taker.signal();
        for (; signal.endsWith(" bytes"); signal = taker.signal()) {
            given += Integer.parseInt(signal.substring(0, signal.indexOf(' ')));
            signals.append(signal).append(", ");
        }
        assertThat(signal)
                .as(signals.toString())
                .isEqualTo(change == Change.GONE ? "NOT_FOUND" : "CHANGED");
        assertThat(given).isLessThan(SIZE);
    }

    @ParameterizedTest
    @EnumSource
    void fileThatChangedSinceItWasListedIsNotOpened(Change change) throws Exception {
        ListedObject listed = Calls.listAll(store).get(0);
        apply(change);
        assertThatThrownBy(() -> Calls.read(store, listed))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e ->
                                assertThat(e.kind())
                                        .isEqualTo(
                                                change == Change.GONE
                                                        ? Kind.NOT_FOUND
                                                        : Kind.CHANGED));
    }

    private void apply(Change change) throws IOException {
        Path file = root.resolve("f");
        switch (change) {
            case SHORTER -> Files.write(file, Arrays.copyOf(bytes, 300_000));
            case LONGER -> Files.write(file, new byte[1], StandardOpenOption.APPEND);
            case TOUCHED -> Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            case REPLACED -> {
                FileTime time = Files.getLastModifiedTime(file);
                Path other = Files.write(root.resolve("other"), bytes);
                Files.setLastModifiedTime(other, time);
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
            case GONE -> Files.delete(file);
        }
    }

    @Test
    void headDescribesAFileWithoutReadingIt() throws Exception {
        Files.writeString(root.resolve("a.html"), "<p>");
        ObjectRead read = Calls.get(store.head(Key.of("a.html")));
        assertThat(read.version()).isEqualTo(Calls.listAll(store).get(0));
        assertThat(read.metadata().contentType()).isEqualTo("text/html");
        assertThat(read.body().length()).isZero();
        assertThatThrownBy(() -> Calls.get(store.head(Key.of("none/x"))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThatThrownBy(() -> Calls.get(store.head(Key.of("f/x"))))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void folderThatCannotBeReadIsListedAsSuchAndTheRestToo() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Path closed = Files.createDirectory(root.resolve("closed"));
        Files.writeString(closed.resolve("x"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assertThat(Calls.listAll(store))
                    .extracting(o -> o.key() + " " + o.kind())
                    .containsExactly("closed/ UNREADABLE", "f OBJECT");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void fileThatCannotBeReadSaysSo() throws Exception {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read everything");
        Files.setPosixFilePermissions(
                root.resolve("f"), PosixFilePermissions.fromString("---------"));
        assertThatThrownBy(() -> Calls.read(store, Calls.listAll(store).get(0)))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.PERMISSION_DENIED));
    }

    @Test
    void closedStoreFailsWhatIsUnderWay() throws Exception {
        Taker taker = take();
        store.close();
        taker.subscription().request(1);
        assertThat(taker.signal()).isEqualTo("UNAVAILABLE");
        assertThatThrownBy(() -> Calls.listAll(store)).isInstanceOf(StoreException.class);
    }

    private Taker take() throws Exception {
        Body body =
                Calls.get(store.read(new ReadRequest(Calls.listAll(store).get(0), null))).body();
        Taker taker = new Taker();
        body.subscribe(taker);
        return taker;
    }

    /** Notes signals and asks for nothing by itself. */
    private static final class Taker implements Flow.Subscriber<Buffer> {
        private final LinkedBlockingQueue<String> signals = new LinkedBlockingQueue<>();
        private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();

        Flow.Subscription subscription() {
            return subscribed.join();
        }

        String signal() throws InterruptedException {
            return String.valueOf(signals.poll(30, TimeUnit.SECONDS));
        }

        int pending() {
            return signals.size();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscribed.complete(subscription);
        }

        @Override
        public void onNext(Buffer buffer) {
            int length = buffer.length();
            buffer.release();
            signals.add(length + " bytes");
        }

        @Override
        public void onError(Throwable error) {
            signals.add(error instanceof StoreException e ? e.kind().toString() : error.toString());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    /** Takes one buffer and cancels. */
    private record First(CompletableFuture<Buffer> buffer) implements Flow.Subscriber<Buffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Buffer buffer) {
            this.buffer.complete(buffer);
        }

        @Override
        public void onError(Throwable error) {
            buffer.completeExceptionally(error);
        }

        @Override
        public void onComplete() {}
    }
}
