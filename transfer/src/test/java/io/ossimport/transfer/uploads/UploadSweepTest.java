package io.ossimport.transfer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.copy.Backoff;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.uploads.UploadSweep.Swept;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadSweepTest {

    private static final Key KEY = Key.of("video/one.mp4");
    private static final byte[] BYTES = Content.generated(1, 200_000).toBytes();

    @TempDir Path temp;

    private final MemoryStore store = new MemoryStore("mem://destination");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Path folder;
    private UploadJournal journal;
    private JournaledStore journaled;

    @BeforeEach
    void open() {
        folder = temp.resolve("uploads");
        journal = new UploadJournal(folder);
        journaled = new JournaledStore(store, journal, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static PutRequest request(Key key) {
        return new PutRequest(key, BYTES.length, ObjectMetadata.NONE, false);
    }

    private UploadedPart write(Upload upload) throws Exception {
        Written written = await(journaled.writePart(upload, 1, 0, Body.of(ByteBuffer.wrap(BYTES))));
        return new UploadedPart(
                1,
                BYTES.length,
                written.etag(),
                Content.of(BYTES).checksum(ChecksumAlgorithm.CRC64_XZ));
    }

    private Swept sweep() throws Exception {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        return new UploadSweep(journal, store, new ListRetry(3, backoff, timer)).run();
    }

    private List<Upload> noted() throws IOException {
        return journal.entries().values().stream().map(JournalEntry::upload).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Fails the calls of one name, before or after they have their effect. */
    private static StoreFaults failing(String operation, boolean after, Kind kind, int status) {
        return new StoreFaults() {
            private CompletionStage<Void> fault(Call call, boolean now) {
                return now && call.operation().equals(operation)
                        ? CompletableFuture.failedFuture(
                                StoreException.of(kind, operation, "mem").status(status).build())
                        : CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<Void> before(Call call) {
                return fault(call, !after);
            }

            @Override
            public CompletionStage<Void> after(Call call) {
                return fault(call, after);
            }
        };
    }

    @Test
    void anUploadIsInTheJournalUntilItIsJoinedOrAborted() throws Exception {
        Upload upload = await(journaled.openUpload(request(KEY)));
        assertThat(noted()).containsExactly(upload);

        UploadedPart part = write(upload);
        await(journaled.completeUpload(upload, List.of(part), part.checksum()));
        Upload second = await(journaled.openUpload(request(KEY))); // written down after the above
        assertThat(noted()).containsExactly(second);

        await(journaled.abortUpload(second));
        Upload third = await(journaled.openUpload(request(KEY)));
        assertThat(noted()).containsExactly(third);
        assertThat(store.objects()).containsOnlyKeys(KEY);
    }

    @Test
    void whatACrashLeavesOpenIsAbortedAndWhatOthersHaveOpenIsNot() throws Exception {
        Upload others = await(store.openUpload(request(KEY)));
        await(store.writePart(others, 1, 0, Body.of(ByteBuffer.wrap(BYTES))));
        Upload ours = await(journaled.openUpload(request(KEY)));
        write(ours);

        assertThat(sweep()).isEqualTo(new Swept(1, 0, ""));

        assertThat(store.openUploads()).isEqualTo(1);
        assertThat(journal.isEmpty()).isTrue();
        await(store.writePart(others, 1, 0, Body.of(ByteBuffer.wrap(BYTES)))); // still there
    }

    @Test
    void anUploadWhoseOpeningWasNeverAnsweredIsFoundAgain() throws Exception {
        store.setFaults(failing("openUpload", true, Kind.UNAVAILABLE, 0));
        assertThatThrownBy(() -> await(journaled.openUpload(request(KEY))));
        store.setFaults(StoreFaults.NONE);
        assertThat(store.openUploads()).isEqualTo(1);

        assertThat(sweep()).isEqualTo(new Swept(1, 0, ""));

        assertThat(store.openUploads()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void uploadsOfTheSameKeyThatAreOldOrHavePartsAreNotTakenForOurs() throws Exception {
        Upload others = await(store.openUpload(request(KEY)));
        await(store.writePart(others, 1, 0, Body.of(ByteBuffer.wrap(BYTES))));
        journal.asked(KEY, System.currentTimeMillis());
        Key old = Key.of("video/two.mp4");
        await(store.openUpload(request(old)));
        journal.asked(old, System.currentTimeMillis() + Duration.ofHours(1).toMillis());

        assertThat(sweep()).isEqualTo(new Swept(0, 0, ""));

        assertThat(store.openUploads()).isEqualTo(2);
    }

    @Test
    void anOpeningThatWasRefusedLeavesNoEntry() throws Exception {
        store.setFaults(failing("openUpload", false, Kind.PERMISSION_DENIED, 403));
        assertThatThrownBy(() -> await(journaled.openUpload(request(KEY))));
        store.setFaults(StoreFaults.NONE);

        Upload upload = await(journaled.openUpload(request(KEY))); // written down after the above
        assertThat(noted()).containsExactly(upload);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatCannotBeAbortedStaysInTheJournal() throws Exception {
        await(journaled.openUpload(request(KEY)));
        await(journaled.openUpload(request(Key.of("video/two.mp4"))));
        store.setFaults(failing("abortUpload", false, Kind.UNREACHABLE, 0));

        Swept swept = sweep();

        assertThat(swept.left()).isEqualTo(2);
        assertThat(swept.problem()).contains("UNREACHABLE");
        assertThat(store.calls("abortUpload")).isEqualTo(3); // not asked for the second
        store.setFaults(StoreFaults.NONE);
        assertThat(sweep()).isEqualTo(new Swept(2, 0, ""));
        assertThat(store.openUploads()).isZero();
    }

    @Test
    void noUploadIsOpenedThatCannotBeNoted() throws Exception {
        Files.writeString(folder, "a file is in the way");

        assertThatThrownBy(() -> await(journaled.openUpload(request(KEY))))
                .hasMessageContaining("the job's own folder cannot be written");

        assertThat(store.calls("openUpload")).isZero();
    }
}
