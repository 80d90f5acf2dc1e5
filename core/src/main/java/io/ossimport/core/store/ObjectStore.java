package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A place that keeps objects under keys: one bucket, or one folder that stands in for a bucket.
 *
 * <p>Every call returns at once, may be made from any thread and may be made again: a call repeated
 * after a failure leaves the store as one successful call would have. Stages fail with {@link
 * StoreException}, never wrapped by the store itself. Nothing here retries, throttles or counts;
 * that is done once, around the store. There is no way to delete an object.
 */
// Keep this interface small: every method here is written again in every connector.
public interface ObjectStore extends AutoCloseable {

    /** What people call it, without secrets: {@code oss://photos}. */
    String name();

    /** What this store can do by itself. Ask before you call; the answer never changes. */
    Capabilities capabilities();

    /** Why this store cannot hold {@code key} as a destination, or empty when it can. */
    Optional<KeyProblem> problemWith(Key key);

    /** Lists one page. An unreachable or missing bucket is an error, never an empty page. */
    CompletionStage<ListPage> list(ListRequest request);

    /**
     * Opens an object or a range of it. The body gives exactly {@link ReadRequest#length} bytes or
     * fails with {@link StoreException.Kind#CONTENT_INCOMPLETE}.
     */
    CompletionStage<ObjectRead> read(ReadRequest request);

    /** Writes a whole object. Takes ownership of {@code body}, also when it fails. */
    CompletionStage<Written> put(PutRequest request, Body body);

    /** Opens a multipart upload; {@code request.length()} is the size of the whole object. */
    CompletionStage<Upload> openUpload(PutRequest request);

    /**
     * Writes one part; the same number again replaces it. Takes ownership of {@code body}.
     *
     * @param number from 1
     * @param offset where the part begins in the object, in bytes
     */
    CompletionStage<Written> writePart(Upload upload, int number, long offset, Body body);

    /**
     * Joins the parts, which must be all of them in rising order. Fails with {@link
     * StoreException.Kind#NO_SUCH_UPLOAD} when the upload is gone, which after a lost answer can
     * mean that it was completed: {@link #head} tells.
     *
     * @param whole our checksum over the whole object, or {@link Checksum#NONE}; a store that can
     *     check it refuses a mismatch with {@link StoreException.Kind#CHECKSUM_MISMATCH}
     */
    CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole);

    /** Gives up a multipart upload of ours. Succeeds when it is gone already. */
    CompletionStage<Void> abortUpload(Upload upload);

    /**
     * The multipart uploads of exactly this key that were begun within a span of time, by the
     * store's clock, and have no part: what an opening leaves whose answer was lost.
     *
     * @param fromMillis inclusive, since 1970
     * @param toMillis inclusive, since 1970
     */
    CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis);

    /**
     * One page of the multipart uploads that are open, whoever began them. Empty for a store that
     * dates each object when it is whole, as a file system does.
     *
     * @param prefix only uploads of keys that begin with it
     * @param token where the page before ended, as {@link UploadPage#nextToken} gave it, or null
     *     for the first page
     */
    CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token);

    /**
     * What time it is by the clock that dates the objects here. The answer is never later than
     * that, and up to some seconds earlier: what is written from now on has this time or a later
     * one.
     *
     * @param prefix of keys that we may list
     */
    CompletionStage<Instant> time(Key prefix);

    /**
     * Describes an object without reading it; {@link ObjectRead#body} is empty. For rare cases
     * only: a migration makes no such call for a healthy object.
     */
    CompletionStage<ObjectRead> head(Key key);

    /** Frees connections and threads. Calls under way fail. */
    @Override
    void close();
}
