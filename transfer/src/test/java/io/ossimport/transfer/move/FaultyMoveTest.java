package io.ossimport.transfer.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
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
import io.ossimport.transfer.move.FaultyMoveTest.Faults.Spoiler;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyMoveTest {

    private static final int LARGE = (1 << 20) + 1;

    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");

    /** Faults of one kind of call. */
    record Faults(
            Predicate<StoreFaults.Call> when,
            CompletionStage<Void> before,
            CompletionStage<Void> after,
            Spoiler spoiler)
            implements StoreFaults {

        /** Spoils what is read. */
        interface Spoiler {
            void spoil(ByteBuffer bytes, long offset);
        }

        static Faults fail(Predicate<Call> when, Kind kind) {
            return new Faults(when, failure(kind), done(), (bytes, offset) -> {});
        }

        static Faults loseAnswer(Predicate<Call> when) {
            return new Faults(when, done(), failure(Kind.UNAVAILABLE), (bytes, offset) -> {});
        }

        static Faults spoil(Predicate<Call> when, Spoiler spoiler) {
            return new Faults(when, done(), done(), spoiler);
        }

        private static CompletionStage<Void> done() {
            return CompletableFuture.completedFuture(null);
        }

        private static CompletionStage<Void> failure(Kind kind) {
            return CompletableFuture.failedFuture(
                    StoreException.of(kind, "test", "mem://x").status(599).build());
        }

        @Override
        public CompletionStage<Void> before(Call call) {
            return when.test(call) ? before : done();
        }

        @Override
        public CompletionStage<Void> after(Call call) {
            return when.test(call) ? after : done();
        }

        @Override
        public Body body(Call call, Body body) {
            return when.test(call) ? new SpoiledBody(body, spoiler) : body;
        }
    }

    /** A body whose bytes are changed on their way. */
    private record SpoiledBody(Body body, Spoiler spoiler) implements Body {
        @Override
        public long length() {
            return body.length();
        }

        @Override
        public void discard() {
            body.discard();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
            body.subscribe(
                    new Flow.Subscriber<>() {
                        private long offset;

                        @Override
                        public void onSubscribe(Flow.Subscription subscription) {
                            subscriber.onSubscribe(subscription);
                        }

                        @Override
                        public void onNext(Buffer buffer) {
                            ByteBuffer copy = ByteBuffer.allocate(buffer.length());
                            copy.put(buffer.bytes()).flip();
                            buffer.release();
                            spoiler.spoil(copy, offset);
                            offset += copy.remaining();
                            subscriber.onNext(Buffer.wrap(copy));
                        }

                        @Override
                        public void onError(Throwable error) {
                            subscriber.onError(error);
                        }

                        @Override
                        public void onComplete() {
                            subscriber.onComplete();
                        }
                    });
        }
    }

    private static Predicate<StoreFaults.Call> first(String operation) {
        return call -> call.operation().equals(operation) && call.nth() == 1;
    }

    private static Predicate<StoreFaults.Call> every(String operation) {
        return call -> call.operation().equals(operation);
    }

    private Moves move() throws Exception {
        return Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, destination);
    }

    private void putLarge() {
        source.put(Key.of("in/large"), Content.generated(1, LARGE), ObjectMetadata.NONE, 1000);
    }

    private void assertArrived(String rest) {
        assertThat(
                        Objects.requireNonNull(destination.objects().get(Key.of("out/" + rest)))
                                .content()
                                .toBytes())
                .isEqualTo(
                        Objects.requireNonNull(source.objects().get(Key.of("in/" + rest)))
                                .content()
                                .toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "read,UNAVAILABLE", "read,CONTENT_INCOMPLETE", "read,THROTTLED", "put,UNAVAILABLE",
        "put,THROTTLED", "put,CHECKSUM_MISMATCH", "list,UNAVAILABLE", "list,THROTTLED"
    })
    void aPassingFaultOfASmallObjectIsTriedAgain(String operation, Kind kind) throws Exception {
        source.put("in/a", new byte[] {1, 2, 3});
        source.setFaults(Faults.fail(first(operation), kind));
        destination.setFaults(Faults.fail(first(operation), kind));

        Outcome outcome = move().of("in/a");

        assertThat(outcome.reason()).isEqualTo(Reason.NEW);
        assertThat(outcome.proof()).isEqualTo(ProofLevel.E2E);
        assertArrived("a");
    }

    @ParameterizedTest
    @CsvSource({
        "read,UNAVAILABLE", "openUpload,UNAVAILABLE", "writePart,UNAVAILABLE",
        "writePart,THROTTLED", "writePart,NO_SUCH_UPLOAD", "completeUpload,UNAVAILABLE",
        "completeUpload,CHECKSUM_MISMATCH", "completeUpload,NO_SUCH_UPLOAD"
    })
    void aPassingFaultOfALargeObjectIsTriedAgain(String operation, Kind kind) throws Exception {
        putLarge();
        source.setFaults(Faults.fail(first(operation), kind));
        destination.setFaults(Faults.fail(first(operation), kind));

        assertThat(move().of("in/large").proof()).isEqualTo(ProofLevel.E2E);
        assertArrived("large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "writePart", "openUpload", "completeUpload"})
    void beingThrottledUsesUpNoAttempt(String operation) throws Exception {
        putLarge();
        Faults often =
                Faults.fail(
                        call -> call.operation().equals(operation) && call.nth() <= 4,
                        Kind.THROTTLED);
        source.setFaults(often);
        destination.setFaults(often);

        assertThat(move().of("in/large").attempts()).isEqualTo(1);
        assertArrived("large");
    }

    @ParameterizedTest
    @CsvSource({
        "read,PERMISSION_DENIED,SOURCE_DENIED", "read,ARCHIVED,SOURCE_ARCHIVED",
        "read,NOT_FOUND,SOURCE_GONE", "read,UNAVAILABLE,SOURCE_ERROR",
        "put,PERMISSION_DENIED,DEST_DENIED", "put,IMMUTABLE,DEST_IMMUTABLE",
        "put,UNAVAILABLE,DEST_ERROR", "put,INVALID_METADATA,METADATA_ILLEGAL"
    })
    void aLastingFaultIsTheOutcome(String operation, Kind kind, Reason reason) throws Exception {
        source.put("in/a", new byte[3]);
        source.setFaults(Faults.fail(every(operation), kind));
        destination.setFaults(Faults.fail(every(operation), kind));

        Outcome outcome = move().of("in/a");

        assertThat(outcome.reason()).isEqualTo(reason);
        assertThat(outcome.httpStatus()).isEqualTo(599);
        assertThat(outcome.attempts())
                .isEqualTo(kind.retry() == StoreException.Retry.NEVER ? 1 : 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openUpload", "writePart", "completeUpload"})
    void aLastingFaultOfALargeObjectLeavesNoUpload(String operation) throws Exception {
        putLarge();
        destination.setFaults(Faults.fail(every(operation), Kind.UNAVAILABLE));

        assertThat(move().of("in/large").reason()).isEqualTo(Reason.DEST_ERROR);
        assertThat(destination.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 9_999})
    void aByteThatFlipsOnItsWayIsNeverStored(int position) throws Exception {
        source.put(Key.of("in/a"), Content.generated(3, 10_000), ObjectMetadata.NONE, 1000);
        source.setFaults(
                Faults.spoil(
                        every("read"),
                        (bytes, offset) -> {
                            int at = (int) (position - offset);
                            if (at >= 0 && at < bytes.limit()) {
                                bytes.put(at, (byte) (bytes.get(at) ^ 4));
                            }
                        }));

        assertThat(move().of("in/a").reason()).isEqualTo(Reason.SOURCE_CHECKSUM_MISMATCH);
        assertThat(destination.objects()).isEmpty();
    }

    @Test
    void aByteOfAPartThatFlipsOnItsWayIsNeverCompleted() throws Exception {
        putLarge();
        source.setFaults(
                Faults.spoil(
                        call -> call.operation().equals("read") && call.nth() % 3 == 0,
                        (bytes, offset) -> bytes.put(0, (byte) (bytes.get(0) ^ 1))));

        assertThat(move().of("in/large").reason()).isEqualTo(Reason.SOURCE_CHECKSUM_MISMATCH);
        assertThat(destination.objects()).isEmpty();
        assertThat(destination.openUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "writePart", "completeUpload"})
    void aWrongChecksumFromTheDestinationIsNeverACopy(String operation) throws Exception {
        putLarge();
        source.put("in/a", new byte[3]);
        destination.setFaults(
                new StoreFaults() {
                    @Override
                    public Written written(Call call, Written written) {
                        return call.operation().equals(operation)
                                ? new Written(
                                        written.etag(),
                                        List.of(Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 5)),
                                        "")
                                : written;
                    }
                });

        Outcome outcome = move().of(operation.equals("put") ? "in/a" : "in/large");

        assertThat(outcome.reason()).isEqualTo(Reason.DEST_CHECKSUM_MISMATCH);
    }

    @Test
    void aLostAnswerToTheCompletionIsLookedUp() throws Exception {
        putLarge();
        destination.setFaults(Faults.loseAnswer(first("completeUpload")));

        assertThat(move().of("in/large").proof()).isEqualTo(ProofLevel.E2E);
        assertThat(destination.calls("head")).isEqualTo(1);
        assertThat(destination.calls("openUpload")).isEqualTo(1);
    }

    @Test
    void anOlderObjectOfTheSameSizeIsNotTakenForTheOneWhoseUploadIsGone() throws Exception {
        putLarge();
        destination.put(Key.of("out/large"), Content.generated(2, LARGE), ObjectMetadata.NONE, 500);
        destination.setFaults(Faults.fail(every("completeUpload"), Kind.NO_SUCH_UPLOAD));

        assertThat(move().of("in/large").reason()).isEqualTo(Reason.DEST_ERROR);
    }

    @Test
    void anObjectThatChangesAfterItsListingIsCopiedInItsNewVersion() throws Exception {
        source.put("in/a", new byte[3]);
        source.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("read") && call.nth() == 1) {
                            source.put("in/a", new byte[LARGE]);
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });

        Outcome outcome = move().of("in/a");

        assertThat(outcome.reason()).isEqualTo(Reason.CHANGED);
        assertThat(outcome.size()).isEqualTo(LARGE);
        assertArrived("a");
    }

    @Test
    void aLargeObjectThatChangesInTheMiddleIsNeverMixed() throws Exception {
        putLarge();
        source.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("read") && call.nth() == 5) {
                            source.put(
                                    Key.of("in/large"),
                                    Content.generated(2, LARGE),
                                    ObjectMetadata.NONE,
                                    2000);
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });

        assertThat(move().of("in/large").reason()).isEqualTo(Reason.CHANGED);
        assertArrived("large");
        assertThat(destination.openUploads()).isZero();
    }

    @Test
    void anObjectThatNeverStopsChangingFails() throws Exception {
        source.put("in/a", new byte[3]);
        AtomicInteger version = new AtomicInteger();
        source.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("read")) {
                            source.put("in/a", new byte[4 + version.incrementAndGet()]);
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });

        assertThat(move().of("in/a").reason()).isEqualTo(Reason.SOURCE_CHANGING);
    }

    @Test
    void aFolderMarkerThatNobodyCanReadIsSkipped() throws Exception {
        source.put("in/folder/", new byte[0]);
        source.setFaults(Faults.fail(every("read"), Kind.NOT_FOUND));

        assertThat(move().of("in/folder/").reason()).isEqualTo(Reason.FOLDER_MARKER);
    }

    @ParameterizedTest
    @CsvSource({
        "list,NO_SUCH_BUCKET",
        "list,BAD_CREDENTIALS",
        "list,PERMISSION_DENIED",
        "put,NO_SPACE",
        "put,UNREACHABLE",
        "writePart,UNREACHABLE"
    })
    void aStoreThatFailsAsAWholeStopsTheMover(String operation, Kind kind) throws Exception {
        putLarge();
        source.put("in/a", new byte[3]);
        destination.setFaults(Faults.fail(every(operation), kind));

        Moves moves = move();

        assertThat(Objects.requireNonNull(moves.mover().failure()).kind()).isEqualTo(kind);
        assertThat(moves.totals().failed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PERMISSION_DENIED", "BAD_CREDENTIALS"})
    void fiftyRefusalsInARowStopTheMoverAndFailNoObject(Kind kind) throws Exception {
        for (int i = 0; i < 200; i++) {
            source.put("in/" + i, new byte[3]);
        }
        destination.setFaults(Faults.fail(every("put"), kind));

        Moves moves = move();

        assertThat(Objects.requireNonNull(moves.mover().failure()).kind()).isEqualTo(kind);
        assertThat(moves.totals().failed()).isZero();
        assertThat(destination.calls("put")).isLessThan(50 + 16);
    }

    @ParameterizedTest
    @CsvSource({"PERMISSION_DENIED", "BAD_CREDENTIALS"})
    void aFewRefusedObjectsAmongOthersFailAlone(Kind kind) throws Exception {
        for (int i = 0; i < 200; i++) {
            source.put("in/" + i, new byte[3]);
        }
        destination.setFaults(
                Faults.fail(call -> every("put").test(call) && call.nth() % 10 == 3, kind));

        Moves moves = move();

        assertThat(moves.mover().failure()).isNull();
        assertThat(moves.totals().failed()).isEqualTo(20);
        assertThat(moves.totals().reasons()).containsEntry(Reason.DEST_DENIED, 20L);
        assertThat(moves.totals().copied()).isEqualTo(180);
    }

    @Test
    void credentialsThatAreRevokedStopTheMoverAndFailNoObject() throws Exception {
        for (int i = 0; i < 200; i++) {
            source.put("in/" + i, new byte[3]);
        }
        AtomicBoolean revoked = new AtomicBoolean();
        destination.setFaults(
                Faults.fail(
                        call -> {
                            revoked.compareAndSet(false, call.nth() == 100);
                            return revoked.get();
                        },
                        Kind.BAD_CREDENTIALS));

        Moves moves = move();

        assertThat(Objects.requireNonNull(moves.mover().failure()).kind())
                .isEqualTo(Kind.BAD_CREDENTIALS);
        assertThat(moves.totals().failed()).isZero();
        assertThat(moves.totals().copied()).isEqualTo(99);
        assertThat(destination.calls("put")).isLessThan(100 + 16);
    }

    @Test
    void aListingThatDoesNotRiseFailsTheJob() throws Exception {
        for (int i = 0; i < 10; i++) {
            source.put("in/" + i, new byte[3]);
        }
        source.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        List<io.ossimport.core.store.ListedObject> objects =
                                new java.util.ArrayList<>(page.objects());
                        java.util.Collections.swap(objects, 3, 4);
                        return new ListPage(objects, page.truncated(), page.nextToken());
                    }
                });

        assertThat(Objects.requireNonNull(move().mover().failure()).kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void metadataNamesThatTheDestinationRefusesAreRenamed() throws Exception {
        ObjectMetadata metadata = new ObjectMetadata(Map.of(), Map.of("my_name", "v"), 2);
        source.put(Key.of("in/a"), Content.of(new byte[1]), metadata, 1000);

        Outcome outcome = move().of("in/a");

        assertThat(outcome.message()).contains("2 metadata entries");
        assertThat(
                        Objects.requireNonNull(destination.objects().get(Key.of("out/a")))
                                .metadata()
                                .user())
                .isEqualTo(Map.of("my-x5f-name", "v"));
    }

    @Test
    void aDestinationWithoutChecksumsProvesTheLengthOnly() throws Exception {
        source.put("in/a", new byte[3]);
        var plain = MemoryStore.OSS_LIKE;
        MemoryStore dumb =
                new MemoryStore(
                        "mem://dumb",
                        new io.ossimport.core.store.Capabilities(
                                true,
                                true,
                                true,
                                List.of(),
                                false,
                                true,
                                plain.metadata(),
                                plain.upload()));

        Moves moves = Moves.all(Jobs.job(OverwritePolicy.DIFFERENT), source, dumb);

        assertThat(moves.of("in/a").proof()).isEqualTo(ProofLevel.LENGTH);
    }

    @Test
    void aSourceWithoutChecksumsGivesProofOfTransit() throws Exception {
        source.setStoredChecksums(List.of());
        source.put("in/a", new byte[3]);
        putLarge();

        Moves moves = move();

        assertThat(moves.of("in/a").proof()).isEqualTo(ProofLevel.TRANSIT);
        assertThat(moves.of("in/large").proof()).isEqualTo(ProofLevel.TRANSIT);
    }

    @Test
    void anotherChecksumOfTheSourceIsComputedAndCompared() throws Exception {
        source.setStoredChecksums(List.of(ChecksumAlgorithm.CRC32C));
        source.put("in/a", new byte[3]);
        putLarge();

        Moves moves = move();

        assertThat(moves.of("in/a").proof()).isEqualTo(ProofLevel.E2E);
        Outcome large = moves.of("in/large");
        assertThat(large.proof()).isEqualTo(ProofLevel.E2E);
        assertThat(large.sourceChecksum().algorithm()).isEqualTo(ChecksumAlgorithm.CRC32C);
        assertThat(large.checksum().algorithm()).isEqualTo(ChecksumAlgorithm.CRC64_XZ);
    }

    @Test
    void aBandwidthLimitHoldsBackWhatIsRead() throws Exception {
        source.put(Key.of("in/a"), Content.generated(1, 250 << 10), ObjectMetadata.NONE, 1);
        CopySettings slow =
                new CopySettings(
                        300 << 10, 100 << 10, 8, 64 << 20, 3, MetadataPolicy.RENAME, 500 << 10);

        Moves moves =
                Moves.all(
                        Jobs.job(OverwritePolicy.DIFFERENT, slow, TakeRules.ALL),
                        source,
                        destination);

        assertThat(moves.of("in/a").proof()).isEqualTo(ProofLevel.E2E);
    }

    private static CopySettings attempts(int attempts) {
        return new CopySettings(
                300 << 10, 100 << 10, 8, 64 << 20, attempts, MetadataPolicy.RENAME, 0);
    }

    private List<Outcome> goOn(OpenUpload open, int attempts) throws Exception {
        JobSpec job = Jobs.job(OverwritePolicy.DIFFERENT, attempts(attempts), TakeRules.ALL);
        try (Mover mover =
                new Mover(job, source, destination, Totals.ZERO, null, Clock.systemUTC())) {
            mover.take(new RangeProgress("r", KeyRange.ALL, List.of(), List.of(open)));
            return Moves.drain(mover);
        }
    }

    private OpenUpload upload(Content content, Upload upload, List<UploadedPart> parts) {
        Key key = Key.of("in/large");
        source.put(key, content, ObjectMetadata.NONE, 1000);
        String etag = Objects.requireNonNull(source.objects().get(key)).etag();
        return new OpenUpload(key, upload, etag, content.length(), 200 << 10, parts);
    }

    // A bit was flipped on the way from the source, and the mover died before it could compare.
    @Test
    void whatAnEarlierLifeReadWronglyIsFoundByTheNext() throws Exception {
        Content right = Content.generated(7, 400 << 10);
        byte[] wrong = right.toBytes();
        wrong[1000] ^= 4;
        OpenUpload left = halves(right, wrong);

        List<Outcome> outcomes = goOn(left, 3);

        assertThat(outcomes).extracting(Outcome::proof).containsExactly(ProofLevel.E2E);
        assertArrived("large");
        assertThat(destination.openUploads()).isZero();
    }

    // Without a checksum of the source nothing but the version tells them apart.
    @Test
    void anUploadOfAnOlderVersionOfTheSameSizeIsNotGoneOnWith() throws Exception {
        source.setStoredChecksums(List.of());
        Content before = Content.generated(7, 400 << 10);
        OpenUpload left = halves(before, before.toBytes());
        source.put(left.key(), Content.generated(8, 400 << 10), ObjectMetadata.NONE, 2000);

        List<Outcome> outcomes = goOn(left, 1);

        assertThat(outcomes).extracting(Outcome::reason).containsExactly(Reason.NEW);
        assertArrived("large");
    }

    /** An upload of an object, whose two parts came with these bytes. */
    private OpenUpload halves(Content content, byte[] came) throws Exception {
        PutRequest request =
                new PutRequest(Key.of("out/large"), came.length, ObjectMetadata.NONE, false);
        Upload upload = destination.openUpload(request).toCompletableFuture().get();
        List<UploadedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int offset = (number - 1) * (200 << 10);
            Body body = Body.of(ByteBuffer.wrap(came, offset, 200 << 10));
            Written written =
                    destination.writePart(upload, number, offset, body).toCompletableFuture().get();
            parts.add(
                    new UploadedPart(
                            number, 200 << 10, written.etag(), written.checksums().get(0)));
        }
        return upload(content, upload, parts);
    }

    @Test
    void anUploadThatIsGoneByNowCostsNoAttempt() throws Exception {
        Upload gone = new Upload(Key.of("out/large"), "gone");

        List<Outcome> outcomes = goOn(upload(Content.generated(7, 400 << 10), gone, List.of()), 1);

        assertThat(outcomes).extracting(Outcome::reason).containsExactly(Reason.NEW);
    }
}
