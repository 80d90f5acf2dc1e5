package io.ossimport.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.VerifyRules.Depth;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is compared of two objects of one size, from what the stores give of them. */
class EvidenceTest {

    private static final byte[] RIGHT = {1, 2, 3};
    private static final byte[] WRONG = {1, 6, 3};

    private final Comparison both = new Comparison();

    private String compare(byte[] ours, byte[] theirs) throws Exception {
        both.source.put("in/a", ours);
        both.destination.put("out/a", theirs);
        both.run();
        return both.only();
    }

    private void keeps(
            MemoryStore store, ChecksumAlgorithm listed, List<ChecksumAlgorithm> described) {
        store.setListedChecksum(listed);
        store.setStoredChecksums(described);
    }

    private void neitherListsAny(List<ChecksumAlgorithm> ours, List<ChecksumAlgorithm> theirs) {
        both.source.setStoredChecksums(ours);
        both.destination.setStoredChecksums(theirs);
    }

    @Test
    void checksumsThatBothKeepAreComparedByAHeadEach() throws Exception {
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CHECKSUM");
        assertThat(compare(RIGHT, WRONG)).isEqualTo("DIFFERENT CHECKSUM");
        assertThat(both.calls("head")).isEqualTo(4);
        assertThat(both.calls("read")).isZero();
    }

    @Test
    void unequalListedChecksumsCountWhenAHeadSaysTheSame() throws Exception {
        List<ChecksumAlgorithm> md5 = List.of(ChecksumAlgorithm.MD5);
        keeps(both.source, ChecksumAlgorithm.MD5, md5);
        keeps(both.destination, ChecksumAlgorithm.MD5, md5);
        assertThat(compare(RIGHT, WRONG)).isEqualTo("DIFFERENT CHECKSUM");
    }

    @Test
    void anEtagThatOnlyLooksLikeAnMd5MakesNoDifference() throws Exception {
        // As S3 lists what a key of KMS encrypts: only the HEAD says that it is no MD5.
        List<ChecksumAlgorithm> crc = List.of(ChecksumAlgorithm.CRC64_XZ);
        keeps(both.source, ChecksumAlgorithm.MD5, crc);
        keeps(both.destination, ChecksumAlgorithm.CRC64_XZ, crc);
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CHECKSUM");
        assertThat(compare(RIGHT, WRONG)).isEqualTo("DIFFERENT CHECKSUM");
    }

    @Test
    void withoutAnythingToCompareTheSizeIsSaidToBeAll() throws Exception {
        neitherListsAny(List.of(), List.of(ChecksumAlgorithm.CRC64_XZ));
        assertThat(compare(RIGHT, WRONG)).isEqualTo("SAME SIZE");
        assertThat(both.destination.calls("head")).isZero(); // there was nothing to hold it against
        neitherListsAny(List.of(ChecksumAlgorithm.CRC32C), List.of(ChecksumAlgorithm.CRC64_XZ));
        assertThat(compare(RIGHT, WRONG)).isEqualTo("SAME SIZE");
    }

    @Test
    void emptyObjectsAreTheSameWithoutARequest() throws Exception {
        assertThat(compare(new byte[0], new byte[0])).isEqualTo("SAME CONTENT");
        assertThat(both.calls("head") + both.calls("read")).isZero();
    }

    @Test
    void simpleComparesSizesOnly() throws Exception {
        both.depth = Depth.SIZES;
        assertThat(compare(RIGHT, WRONG)).isEqualTo("SAME SIZE");
        assertThat(compare(RIGHT, new byte[4])).isEqualTo("DIFFERENT SIZE");
        assertThat(both.calls("head")).isZero();
    }

    @Test
    void detailedReadsWhatHasNothingElseToCompare() throws Exception {
        both.depth = Depth.CONTENTS;
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CHECKSUM");
        assertThat(both.calls("read")).isZero();
        neitherListsAny(List.of(), List.of());
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CONTENT");
        assertThat(compare(RIGHT, WRONG)).isEqualTo("DIFFERENT CONTENT");
    }

    @Test
    void whatAnEarlierRunWroteDownStandsForASourceWithoutChecksums() throws Exception {
        neitherListsAny(List.of(), List.of(ChecksumAlgorithm.CRC64_XZ));
        both.manifest = EvidenceTest::copiedAsRight;
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME MANIFEST");
        assertThat(compare(RIGHT, WRONG)).isEqualTo("DIFFERENT MANIFEST");
        assertThat(compare(WRONG, WRONG)).isEqualTo("SAME SIZE"); // changed since it was copied
    }

    private static Checksum copiedAsRight(ListedObject version) {
        Content right = Content.of(RIGHT);
        boolean unchanged = version.etag().equals(right.checksum(ChecksumAlgorithm.MD5).hex());
        return unchanged ? right.checksum(ChecksumAlgorithm.CRC64_XZ) : Checksum.NONE;
    }

    @Test
    void onlyReadingFindsWhatRottedInSilence() throws Exception {
        both.destination.setFaults(rot(Integer.MAX_VALUE));
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CHECKSUM");
        both.sample = Sample.ALL;
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("DIFFERENT CONTENT");
        assertThat(both.rows.get(0).message()).startsWith("bytes 0 to 2 have CRC-64/XZ ");
    }

    @Test
    void aByteThatWasSpoiltOnTheWayOnceIsReadAgain() throws Exception {
        both.destination.setFaults(rot(1));
        both.sample = Sample.ALL;
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CONTENT");
        assertThat(both.calls("read")).isEqualTo(4);
    }

    @Test
    void readingsThatNeverGiveTheSameProveNothing() throws Exception {
        both.destination.setFaults(
                new StoreFaults() {
                    @Override
                    public Body body(Call call, Body body) {
                        body.discard();
                        return Body.of(ByteBuffer.wrap(new byte[] {1, 9, (byte) call.nth()}));
                    }
                });
        both.sample = Sample.ALL;
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("CANNOT_COMPARE CONTENT");
    }

    /** The first reads give other bytes than were stored. */
    private static StoreFaults rot(int times) {
        return new StoreFaults() {
            @Override
            public Body body(Call call, Body body) {
                if (call.nth() > times) {
                    return body;
                }
                body.discard();
                return Body.of(ByteBuffer.wrap(WRONG));
            }
        };
    }

    @Test
    void largeObjectsAreReadInPiecesAndOnlyAsFarAsTheyAreTheSame() throws Exception {
        long size = 2 * ContentComparison.PIECE_BYTES + 1;
        both.sample = Sample.ALL;
        put(Content.generated(7, size), Content.generated(7, size));
        VerifyTotals totals = both.run();
        assertThat(both.only()).isEqualTo("SAME CONTENT");
        assertThat(totals.bytesRead()).isEqualTo(2 * size);
        assertThat(both.calls("read")).isEqualTo(6);

        put(Content.generated(7, size), Content.generated(8, size));
        both.run();
        assertThat(both.only()).isEqualTo("DIFFERENT CONTENT");
        assertThat(both.calls("read")).isEqualTo(6 + 4); // the first piece, twice
    }

    private void put(Content ours, Content theirs) {
        both.source.put(Key.of("in/a"), ours, ObjectMetadata.NONE, 1_000);
        both.destination.put(Key.of("out/a"), theirs, ObjectMetadata.NONE, 1_000);
    }

    @Test
    void passingFaultsAreTriedAgainAndLeaveNoTrace() throws Exception {
        both.sample = Sample.ALL;
        both.source.setFaults(unavailable(2));
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("SAME CONTENT");
    }

    private static StoreFaults unavailable(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                boolean fails = call.operation().equals("read") && left.getAndDecrement() > 0;
                return fails
                        ? CompletableFuture.failedFuture(failure(StoreException.Kind.UNAVAILABLE))
                        : CompletableFuture.completedFuture(null);
            }
        };
    }

    private static StoreException failure(StoreException.Kind kind) {
        return StoreException.of(kind, "test", "mem://store/a").build();
    }

    @Test
    void anObjectThatCannotBeDescribedCannotBeComparedAndTheRestCan() throws Exception {
        both.source.put("in/b", new byte[] {1});
        both.destination.put("out/b", new byte[] {1});
        both.destination.setFaults(head(StoreException.Kind.PERMISSION_DENIED));
        both.source.put("in/a", RIGHT);
        both.destination.put("out/a", RIGHT);

        VerifyTotals totals = both.run();

        assertThat(totals.counts().cannotCompare()).isEqualTo(1);
        assertThat(totals.counts().same()).isEqualTo(1);
    }

    @Test
    void aStoreThatRefusesAsAWholeEndsIt() {
        both.destination.setFaults(head(StoreException.Kind.BAD_CREDENTIALS));
        assertThatThrownBy(() -> compare(RIGHT, RIGHT)).isInstanceOf(StoreException.class);
    }

    private static StoreFaults head(StoreException.Kind kind) {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return call.operation().equals("head") && call.key().equals(Key.of("out/a"))
                        ? CompletableFuture.failedFuture(failure(kind))
                        : CompletableFuture.completedFuture(null);
            }
        };
    }

    @Test
    void anObjectThatChangesMeanwhileIsNoDifference() throws Exception {
        both.destination.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("head")) {
                            both.destination.put("out/a", WRONG);
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });
        assertThat(compare(RIGHT, RIGHT)).isEqualTo("CANNOT_COMPARE NONE");
        assertThat(both.rows.get(0).message()).startsWith("changed since it was listed");
    }
}
