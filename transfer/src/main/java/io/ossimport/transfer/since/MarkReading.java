package io.ossimport.transfer.since;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.UploadPage;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.scan.ListRetry;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Asks a source for its time and then for all multipart uploads that are open, page by page; in
 * this order, so that an upload that begins in between is later than the mark. Blocks.
 *
 * @param prefix of the job's keys
 * @param own our clock, for a source that does not tell its time
 */
public record MarkReading(ObjectStore source, Key prefix, ListRetry retry, Clock own) {

    // A hundred million uploads: beyond that the listing goes in circles.
    private static final int MOST_PAGES = 100_000;

    /** The mark of this moment. A source that does not answer gives one that says so. */
    public SourceMark read() throws InterruptedException {
        long millis = own.millis();
        try {
            millis = await(() -> source.time(prefix)).toEpochMilli();
            return new SourceMark(millis, oldestUpload(), "");
        } catch (StoreException e) {
            return new SourceMark(millis, 0, String.valueOf(e.getMessage()));
        }
    }

    private long oldestUpload() throws StoreException, InterruptedException {
        UploadPage page = await(() -> source.listUploads(prefix, null));
        long oldest = page.oldestMillis();
        for (int pages = 1; page.nextToken() != null; pages++) {
            String token = page.nextToken();
            page = await(() -> source.listUploads(prefix, token));
            oldest = Math.min(oldest, page.oldestMillis());
            if (token.equals(page.nextToken()) || pages == MOST_PAGES) {
                throw StoreException.of(StoreException.Kind.BAD_ANSWER, "list", source.name())
                        .detail("the listing of open uploads does not come to an end")
                        .build();
            }
        }
        return oldest == Long.MAX_VALUE ? 0 : oldest;
    }

    private <T> T await(Supplier<CompletionStage<T>> call)
            throws StoreException, InterruptedException {
        try {
            return retry.run(() -> call.get().toCompletableFuture()).get();
        } catch (ExecutionException e) {
            throw StoreException.from(e, "list", source.name());
        }
    }
}
