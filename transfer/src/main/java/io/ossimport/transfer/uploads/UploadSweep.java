package io.ossimport.transfer.uploads;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.scan.ListRetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts what a job's crashes have left open at the destination. Only uploads that the job's
 * journal names are touched. Where a crash came before the upload's id was known, it is looked for:
 * an upload of this very key, begun when we asked for one, and without a part. For the end of a
 * run, when no mover lives. Blocks.
 */
public record UploadSweep(UploadJournal journal, ObjectStore destination, ListRetry retry) {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);

    // Clocks differ a little, and a request can be under way for a while.
    private static final long BEFORE = Duration.ofMinutes(1).toMillis();
    private static final long AFTER = Duration.ofMinutes(5).toMillis();

    /**
     * What a sweep did.
     *
     * @param aborted uploads that were given up
     * @param left entries of the journal that stay, for the next run's end
     * @param problem why they stay: what the store said first; empty when none does
     */
    public record Swept(int aborted, int left, String problem) {}

    /** Sweeps all that the journal names. */
    public Swept run() throws IOException, InterruptedException {
        int aborted = 0;
        int left = 0;
        String problem = "";
        boolean storeFails = false;
        for (Map.Entry<Path, JournalEntry> entry : journal.entries().entrySet()) {
            try {
                if (!storeFails) {
                    aborted += sweep(entry.getValue());
                    journal.closed(entry.getKey());
                    continue;
                }
            } catch (StoreException e) {
                LOG.warn(
                        "an unfinished upload of {} stays: {}",
                        entry.getValue().key(),
                        e.getMessage());
                problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
                storeFails = e.kind().scope() == StoreException.Scope.STORE;
            }
            left++;
        }
        if (aborted > 0) {
            LOG.info("{} uploads that a crash had left open were aborted", aborted);
        }
        return new Swept(aborted, left, problem);
    }

    private int sweep(JournalEntry entry) throws StoreException, InterruptedException {
        List<Upload> open =
                entry.isOpened()
                        ? List.of(entry.upload())
                        : await(
                                () ->
                                        destination.emptyUploads(
                                                entry.destinationKey(),
                                                entry.askedMillis() - BEFORE,
                                                entry.askedMillis() + AFTER));
        for (Upload upload : open) {
            await(() -> destination.abortUpload(upload));
        }
        return open.size();
    }

    private <T> T await(Supplier<CompletionStage<T>> call)
            throws StoreException, InterruptedException {
        CompletableFuture<T> answer = retry.run(() -> call.get().toCompletableFuture());
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw StoreException.from(e, "abort", destination.name());
        }
    }
}
