package io.ossimport.transfer.uploads;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.StoreException.Retry;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal of the multipart uploads of a destination: no upload is opened before the
 * journal says so, and no part is written before its id is on the disk. Safe for many threads.
 */
public final class JournaledStore extends ForwardingStore {

    private static final Logger LOG = LoggerFactory.getLogger(JournaledStore.class);

    // Stores answer on event loops, which must not wait for a disk.
    private static final Executor DISK = disk();

    private final UploadJournal journal;
    private final Clock clock;

    public JournaledStore(ObjectStore store, UploadJournal journal, Clock clock) {
        super(store);
        this.journal = journal;
        this.clock = clock;
    }

    private static Executor disk() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "upload-journal");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public CompletionStage<Upload> openUpload(PutRequest request) {
        long now = clock.millis();
        return noted(request, () -> journal.asked(request.key(), now))
                .thenCompose(asked -> open(request, asked, now));
    }

    private CompletionStage<Upload> open(PutRequest request, Path asked, long askedMillis) {
        return super.openUpload(request)
                .whenComplete((upload, error) -> forgetRefused(asked, error))
                .thenCompose(
                        upload ->
                                noted(
                                        request,
                                        () -> {
                                            journal.opened(upload, askedMillis);
                                            quietly(() -> journal.closed(asked));
                                            return upload;
                                        }));
    }

    // Where the answer was lost, the upload may have been opened.
    private void forgetRefused(Path asked, @Nullable Throwable error) {
        if (error != null
                && StoreException.cause(error) instanceof StoreException refusal
                && (refusal.httpStatus() / 100 == 4
                        || refusal.kind().retry() == Retry.AFTER_SLOWDOWN)) {
            later(() -> journal.closed(asked));
        }
    }

    @Override
    public CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        return super.completeUpload(upload, parts, whole)
                .whenComplete((written, error) -> closeUnless(error, upload));
    }

    @Override
    public CompletionStage<Void> abortUpload(Upload upload) {
        return super.abortUpload(upload)
                .whenComplete((nothing, error) -> closeUnless(error, upload));
    }

    private void closeUnless(@Nullable Throwable error, Upload upload) {
        if (error == null) {
            later(() -> journal.closed(upload));
        }
    }

    /** Something that is done with the journal. */
    private interface Act<T> {
        T run() throws IOException;
    }

    /** The same, when it gives nothing. */
    private interface Note {
        void run() throws IOException;
    }

    private <T> CompletionStage<T> noted(PutRequest request, Act<T> act) {
        CompletableFuture<T> noted = new CompletableFuture<>();
        DISK.execute(
                () -> {
                    try {
                        noted.complete(act.run());
                    } catch (IOException e) {
                        noted.completeExceptionally(
                                StoreException.of(
                                                Kind.UNRECORDABLE,
                                                "open",
                                                name() + "/" + request.key())
                                        .detail("the job's own folder cannot be written: " + e)
                                        .cause(e)
                                        .build());
                    }
                });
        return noted;
    }

    private static void later(Note note) {
        DISK.execute(() -> quietly(note));
    }

    // An entry that stays does no harm: it is looked at again at the end of the run.
    private static void quietly(Note note) {
        try {
            note.run();
        } catch (IOException e) {
            LOG.warn("an upload that is over stays in the journal: {}", e.toString());
        }
    }
}
