package io.ossimport.testkit.store;

import static io.ossimport.testkit.store.StoreCalls.assertChecksumsOf;
import static io.ossimport.testkit.store.StoreCalls.await;
import static io.ossimport.testkit.store.StoreCalls.awaitFailure;
import static io.ossimport.testkit.store.StoreCalls.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every store must do, multipart uploads included. A connector's test extends it; each test
 * opens a store of its own. It asks {@link io.ossimport.core.store.ObjectStore#capabilities} and
 * nothing else about who it is testing.
 */
public abstract class ObjectStoreContract extends WholeObjectContract {

    private static final Key KEY = Key.of("folder/large");

    /** Whether the server says again that it joined an upload, as AWS does for some time. */
    protected boolean completesAgain() {
        return false;
    }

    /** Whether an upload that was given up leaves the object that was there before it. */
    protected boolean keepsTheObjectOfAnAbortedUpload() {
        return true;
    }

    /** Whether the answer to the opening of an upload can be lost on its way. */
    protected boolean losesAnswers() {
        return true;
    }

    /** The smallest part that may have another one behind it, and not too small a one. */
    private int partBytes() {
        return (int) Math.max(64 * 1024, store().capabilities().upload().minPart());
    }

    private Upload open(long size) throws Exception {
        ObjectMetadata metadata =
                store().capabilities().metadata().maxBytes() > 0
                        ? new ObjectMetadata(
                                Map.of("content-type", "text/odd"), Map.of("colour", "blue"), 0)
                        : ObjectMetadata.NONE;
        return await(store().openUpload(new PutRequest(KEY, size, metadata, false)));
    }

    private List<UploadedPart> write(Upload upload, byte[] bytes, boolean backwards)
            throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += partBytes()) {
            numbers.add(from / partBytes() + 1);
        }
        if (backwards) {
            Collections.reverse(numbers);
        }
        UploadedPart[] parts = new UploadedPart[numbers.size()];
        for (int number : numbers) {
            parts[number - 1] = writePart(upload, bytes, number);
        }
        return List.of(parts);
    }

    private UploadedPart writePart(Upload upload, byte[] bytes, int number) throws Exception {
        int from = (number - 1) * partBytes();
        byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + partBytes(), bytes.length));
        Written written = await(store().writePart(upload, number, from, body(part)));
        assertChecksumsOf(part, written.checksums());
        return new UploadedPart(number, part.length, written.etag(), ours(part));
    }

    private Checksum ours(byte[] bytes) {
        List<ChecksumAlgorithm> promised = store().capabilities().writeChecksums();
        return promised.isEmpty() ? Checksum.NONE : Content.of(bytes).checksum(promised.get(0));
    }

    private void joins(int size) throws Exception {
        byte[] bytes = Content.generated(size, size).toBytes();
        Upload upload = open(size);
        List<UploadedPart> parts = write(upload, bytes, false);
        assertThat(calls().isListed(KEY)).as("listed before it is complete").isFalse();
        Written written = await(store().completeUpload(upload, parts, ours(bytes)));

        assertThat(calls().read(KEY)).isEqualTo(bytes);
        assertChecksumsOf(bytes, written.checksums());
        if (store().capabilities().wholeUploadChecksum()) {
            assertThat(written.checksums()).contains(ours(bytes));
        }
        if (!written.etag().isEmpty()) {
            assertThat(calls().listed(KEY).etag()).isEqualTo(written.etag());
        }
        if (store().capabilities().metadata().maxBytes() > 0) {
            assertThat(await(store().head(KEY)).metadata().contentType()).isEqualTo("text/odd");
            assertThat(await(store().head(KEY)).metadata().user()).containsEntry("colour", "blue");
        }
    }

    @Test
    void anUploadOfExactlyOnePartIsJoined() throws Exception {
        joins(partBytes());
    }

    @Test
    void anUploadOfOnePartAndOneByteIsJoined() throws Exception {
        joins(partBytes() + 1);
    }

    @Test
    void anUploadOfLessThanOnePartIsJoined() throws Exception {
        joins(1);
    }

    @Test
    void partsMayComeInAnyOrderAndMoreThanOnce() throws Exception {
        byte[] bytes = Content.generated(20, 2 * partBytes() + 10).toBytes();
        Upload upload = open(bytes.length);
        writePart(upload, bytes, 2);
        List<UploadedPart> parts = write(upload, bytes, true);
        await(store().completeUpload(upload, parts, ours(bytes)));

        assertThat(calls().read(KEY)).isEqualTo(bytes);
    }

    @Test
    void aPartThatIsNotWhatItPromisesIsRefused() throws Exception {
        Upload upload = open(2000);
        for (BrokenBody broken :
                List.of(new BrokenBody(1000, 999, null), new BrokenBody(1000, 1001, null))) {
            awaitFailure(
                    store().writePart(upload, 1, 0, broken),
                    Kind.CONTENT_INCOMPLETE,
                    Kind.UNAVAILABLE);
        }
        await(store().abortUpload(upload));
        assertThat(calls().isListed(KEY)).isFalse();
    }

    @Test
    void anUploadThatWasGivenUpLeavesNothing() throws Exception {
        byte[] bytes = Content.generated(21, partBytes()).toBytes();
        Upload upload = open(bytes.length);
        List<UploadedPart> parts = write(upload, bytes, false);
        await(store().abortUpload(upload));
        await(store().abortUpload(upload));

        awaitFailure(store().completeUpload(upload, parts, ours(bytes)), Kind.NO_SUCH_UPLOAD);
        assertThat(calls().isListed(KEY)).isFalse();
    }

    @Test
    void completingTwiceSaysThatTheUploadIsGoneOrJoined() throws Exception {
        byte[] bytes = Content.generated(22, partBytes() + 5).toBytes();
        Upload upload = open(bytes.length);
        List<UploadedPart> parts = write(upload, bytes, false);
        Written joined = await(store().completeUpload(upload, parts, ours(bytes)));

        if (completesAgain()) {
            Written again = await(store().completeUpload(upload, parts, ours(bytes)));
            assertThat(again.etag()).isEqualTo(joined.etag());
        } else {
            awaitFailure(store().completeUpload(upload, parts, ours(bytes)), Kind.NO_SUCH_UPLOAD);
        }
        assertThat(calls().read(KEY)).isEqualTo(bytes);
    }

    @Test
    void anUploadWithAMissingPartIsNotJoined() throws Exception {
        byte[] bytes = Content.generated(23, 2 * partBytes() + 1).toBytes();
        Upload upload = open(bytes.length);
        UploadedPart first = writePart(upload, bytes, 1);
        UploadedPart third = writePart(upload, bytes, 3);
        UploadedPart second = new UploadedPart(2, partBytes(), first.etag(), first.checksum());

        awaitFailure(
                store().completeUpload(upload, List.of(first, second, third), ours(bytes)),
                Kind.UNKNOWN,
                Kind.CONTENT_INCOMPLETE,
                Kind.CHECKSUM_MISMATCH,
                Kind.BAD_ANSWER);
        assertThat(calls().isListed(KEY)).isFalse();
        await(store().abortUpload(upload));
    }

    @Test
    void anOpenUploadDoesNotTouchTheObjectThatIsThere() throws Exception {
        byte[] before = Content.generated(24, 100).toBytes();
        calls().put(KEY, before);
        byte[] bytes = Content.generated(25, partBytes()).toBytes();
        Upload upload = open(bytes.length);
        write(upload, bytes, false);

        assertThat(calls().read(KEY)).isEqualTo(before);
        await(store().abortUpload(upload));
        if (keepsTheObjectOfAnAbortedUpload()) {
            assertThat(calls().read(KEY)).isEqualTo(before);
        } else {
            assertThat(calls().isListed(KEY)).isFalse();
        }
    }

    @Test
    void openUploadsAreListedWithTheTimeOfTheOldest() throws Exception {
        assumeTrue(losesAnswers());
        assertThat(await(store().listUploads(Key.EMPTY, null))).isEqualTo(UploadPage.NONE);
        Instant before = await(store().time(Key.EMPTY));
        Upload first = open(1000);
        writePart(first, new byte[1000], 1);
        Upload second = open(1000);
        Key elsewhere = Key.of("elsewhere");
        Upload other =
                await(store().openUpload(new PutRequest(elsewhere, 1, ObjectMetadata.NONE, false)));

        UploadPage below = await(store().listUploads(Key.of("folder/"), null));
        assertThat(below.count()).isEqualTo(2);
        assertThat(below.nextToken()).isNull();
        assertThat(below.oldestMillis())
                .isBetween(before.toEpochMilli(), before.plusSeconds(60).toEpochMilli());
        assertThat(await(store().listUploads(Key.EMPTY, null)).count()).isEqualTo(3);
        for (Upload upload : List.of(first, second, other)) {
            await(store().abortUpload(upload));
        }
        assertThat(await(store().listUploads(Key.EMPTY, null))).isEqualTo(UploadPage.NONE);
    }

    @Test
    void theStoresTimeIsNotLaterThanThatOfWhatIsWrittenThen() throws Exception {
        Instant before = await(store().time(Key.EMPTY));
        calls().put(KEY, new byte[10]);

        assertThat(before).isAfter(Instant.now().minus(Duration.ofHours(1)));
        assertThat(calls().listed(KEY).lastModifiedMillis())
                .isBetween(before.toEpochMilli(), before.plusSeconds(60).toEpochMilli());
    }

    @Test
    void uploadsWithoutPartsAreFoundByTheirKeyAndTime() throws Exception {
        assumeTrue(losesAnswers());
        long hour = Duration.ofHours(1).toMillis();
        long now = System.currentTimeMillis();
        Upload begun = open(1000);
        writePart(begun, new byte[1000], 1);
        assertThat(await(store().emptyUploads(KEY, now - hour, now + hour))).isEmpty();
        Upload empty = open(1000);
        Key longer = Key.of(KEY + "r");
        Upload other =
                await(store().openUpload(new PutRequest(longer, 1, ObjectMetadata.NONE, false)));

        assertThat(await(store().emptyUploads(KEY, now - hour, now + hour))).containsExactly(empty);
        assertThat(await(store().emptyUploads(KEY, now - 2 * hour, now - hour))).isEmpty();
        assertThat(await(store().emptyUploads(KEY, now + hour, now + 2 * hour))).isEmpty();
        for (Upload upload : List.of(empty, begun, other)) {
            await(store().abortUpload(upload));
        }
    }
}
