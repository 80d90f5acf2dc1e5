package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.transfer.complete.ChecksumChoice;
import io.ossimport.transfer.complete.Match;
import io.ossimport.transfer.move.OpenUpload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to copy an object in parts. The first part's read brings the metadata with which the
 * upload is opened, so an object of n parts takes n reads, n writes, one opening and one
 * completion.
 *
 * <p>Parts have turns of their own, several at once, and are tried again by themselves. When one
 * cannot be had, the others under way end first, then the upload is aborted, then the attempt ends.
 * Safe for many threads.
 */
final class LargeCopy {

    private final CopyContext context;
    private final ListedObject version;
    private final Key destinationKey;
    private final AttemptEnd end;

    // guarded by this
    private final LargeParts parts;
    private @Nullable Upload upload;
    private @Nullable Checksum stored;
    private String note = "";
    private int open;
    private int retries;
    private @Nullable Runnable ending;

    /**
     * @param resume an upload of this very version that is to be gone on with, or null
     */
    LargeCopy(
            CopyContext context,
            ListedObject version,
            Key destinationKey,
            @Nullable OpenUpload resume,
            AttemptEnd end) {
        this.context = context;
        this.version = version;
        this.destinationKey = destinationKey;
        this.end = end;
        if (resume == null) {
            PartLayout layout =
                    PartLayout.of(
                            version.size(),
                            context.settings(),
                            context.destination().capabilities().upload());
            this.parts = new LargeParts(layout, List.of());
        } else {
            PartLayout layout = new PartLayout(resume.size(), resume.partSizeBytes());
            this.parts = new LargeParts(layout, resume.parts());
            this.upload = resume.upload();
        }
    }

    void start() {
        if (!startNext()) {
            askSource(new RetryBudget(context));
        }
    }

    // All parts were there before, so no read has brought what the source keeps of the whole. What
    // an earlier life read wrongly shows only by that.
    private void askSource(RetryBudget budget) {
        budget.begin();
        var unused =
                context.source()
                        .head(version.key())
                        .whenComplete(
                                (found, error) -> {
                                    if (found == null) {
                                        notFound(budget, failure(error, "head"));
                                    } else if (Failures.isSameVersion(version, found.version())) {
                                        chooseStored(found);
                                        complete();
                                    } else {
                                        StoreException changed =
                                                Failures.changed(found, sourceSubject());
                                        abortThen(() -> end.failed(Side.SOURCE, changed));
                                    }
                                });
    }

    private void notFound(RetryBudget budget, StoreException error) {
        long wait = budget.waitMillis(Side.SOURCE, error);
        if (wait != RetryBudget.NONE) {
            triedAgain(error);
            context.turns().later(() -> askSource(budget), wait);
        } else if (error.kind().scope() == StoreException.Scope.STORE) {
            end.gaveUp(Side.SOURCE, error);
        } else {
            abortThen(() -> end.gaveUp(Side.SOURCE, error));
        }
    }

    /** What a restore needs to go on, or null when there is no upload yet. */
    synchronized @Nullable OpenUpload snapshot() {
        if (upload == null) {
            return null;
        }
        return new OpenUpload(
                version.key(),
                upload,
                version.etag(),
                version.size(),
                parts.layout().partSizeBytes(),
                parts.list());
    }

    /** How often a part was tried again. */
    synchronized int retries() {
        return retries;
    }

    CopyContext context() {
        return context;
    }

    ListedObject version() {
        return version;
    }

    Key destinationKey() {
        return destinationKey;
    }

    AttemptEnd end() {
        return end;
    }

    synchronized @Nullable Upload upload() {
        return upload;
    }

    synchronized String note() {
        return note;
    }

    /** Gives the next part its turn; false when there is none to give. */
    boolean startNext() {
        PartTransfer next;
        synchronized (this) {
            int number = ending == null ? parts.takeNext() : 0;
            if (number == 0) {
                return false;
            }
            open++;
            next = new PartTransfer(this, number, parts.layout().range(number));
        }
        context.turns().submit(next);
        return true;
    }

    /** Notes what the source keeps of the whole object and chooses what to compare with. */
    synchronized Checksum chooseStored(ObjectRead read) {
        if (stored == null) {
            stored =
                    ChecksumChoice.of(
                            context.destinationAlgorithm(), SmallCopy.offers(version, read), true);
        }
        return stored;
    }

    /** The upload was opened: the other parts may begin. */
    void opened(Upload opened, String note) {
        synchronized (this) {
            this.upload = opened;
            this.note = note;
        }
        startNext();
    }

    /** Whether the attempt is ending, so that nothing new is to begin. */
    synchronized boolean isEnding() {
        return ending != null;
    }

    /** A part, or the completion, is tried again; after being throttled that is no new attempt. */
    synchronized void triedAgain(StoreException error) {
        if (error.kind().retry() != StoreException.Retry.AFTER_SLOWDOWN) {
            retries++;
        }
    }

    /** A part has arrived and was compared. */
    void arrived(UploadedPart part, Match match, Checksum forSource) {
        boolean all;
        synchronized (this) {
            parts.add(part, match, forSource);
            all = parts.isAllThere();
            open--;
        }
        if (!endIfDrained() && all) {
            complete();
        }
    }

    /**
     * A part cannot be had: {@code how} ends the attempt once the others under way have ended.
     *
     * @param keepUpload whether the upload is to be gone on with later
     */
    void partLost(boolean keepUpload, Runnable how) {
        synchronized (this) {
            open--;
            if (ending == null) {
                ending = keepUpload ? how : () -> abortThen(how);
            }
        }
        endIfDrained();
    }

    private boolean endIfDrained() {
        Runnable now;
        synchronized (this) {
            if (ending == null) {
                return false;
            }
            now = open == 0 ? ending : null;
        }
        if (now != null) {
            now.run();
        }
        return true;
    }

    /**
     * Aborts the upload, then goes on. A checkpoint may still name it: whoever resumes it finds it
     * gone and begins anew.
     */
    void abortThen(Runnable next) {
        Upload gone = upload();
        if (gone == null || context.turns().isStopped()) {
            next.run();
            return;
        }
        var unused =
                context.destination()
                        .abortUpload(gone)
                        .whenComplete((nothing, error) -> next.run());
    }

    private void complete() {
        Upload all = upload();
        if (all == null) {
            throw new IllegalStateException("parts without an upload");
        }
        new Completion(this, all, parts).begin();
    }

    synchronized Checksum stored() {
        return stored == null ? Checksum.NONE : stored;
    }

    String sourceSubject() {
        return context.source().name() + "/" + version.key();
    }

    String destinationSubject() {
        return context.destination().name() + "/" + destinationKey;
    }

    StoreException failure(Throwable error, String operation) {
        return StoreException.from(
                error,
                operation,
                operation.equals("read") || operation.equals("head")
                        ? sourceSubject()
                        : destinationSubject());
    }
}
