package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.complete.ChecksumChoice;
import io.ossimport.transfer.move.OpenUpload;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to copy an object in parts. The first part's read brings the metadata with which the
 * upload is opened, so an object of n parts takes n reads, n writes, one opening and one
 * completion.
 *
 * <p>Parts have turns of their own, several at once, and are tried again by themselves. When one
 * cannot be had, the others under way end first, then the upload is aborted, then the attempt ends.
 * Parts may be lent to other movers; what they fail to send is sent here, and what takes another
 * machine too long is sent twice. Safe for many threads.
 */
final class LargeCopy implements ObjectInParts {

    /** An object of fewer parts is sent by one mover. */
    private static final int LENT_FROM = 10;

    private static final int MOST_LENT_AT_ONCE = 16;
    private static final long LENT_MILLIS = 1_000;

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
    private boolean isEnded; // ending was run
    private boolean isCompleting;
    private boolean looksForLate;
    private boolean sendsTwice;

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

    @Override
    public CopyContext context() {
        return context;
    }

    @Override
    public ListedObject version() {
        return version;
    }

    @Override
    public Key destinationKey() {
        return destinationKey;
    }

    @Override
    public AttemptEnd end() {
        return end;
    }

    @Override
    public synchronized @Nullable Upload upload() {
        return upload;
    }

    synchronized String note() {
        return note;
    }

    @Override
    public boolean startNext() {
        PartTransfer next;
        synchronized (this) {
            int number = ending == null ? parts.takeNext(context.nanoTime()) : 0;
            if (number == 0) {
                return false;
            }
            next = part(number);
        }
        context.turns().submit(next);
        return true;
    }

    private PartTransfer part(int number) {
        open++;
        return new PartTransfer(this, number, parts.layout().range(number));
    }

    /**
     * Lends parts to another mover; null when there are none to lend.
     *
     * @param sendsTwice whether what takes too long is lent too, and sent from both
     */
    synchronized @Nullable Loan lend(boolean sendsTwice) {
        if (upload == null
                || ending != null
                || parts.layout().count() < LENT_FROM
                || !context.destination().capabilities().fencesUploads()) {
            return null;
        }
        this.sendsTwice = sendsTwice;
        long now = context.nanoTime();
        int quarter = (parts.untaken() + 3) / 4;
        List<Integer> lent = parts.takeLast(Math.min(quarter, MOST_LENT_AT_ONCE), now);
        if (lent.isEmpty()) {
            int late = sendsTwice ? parts.takeAgain(now) : 0;
            lent = late == 0 ? List.of() : List.of(late);
        }
        return lent.isEmpty()
                ? null
                : new Loan(
                        UUID.randomUUID().toString(),
                        version,
                        destinationKey,
                        upload,
                        parts.layout().partSizeBytes(),
                        lent);
    }

    /** Another mover is done with a part of {@code loan}, one way or the other. */
    void repaid(Loan loan, LentPart part) {
        if (!loan.upload().equals(upload())) {
            return; // of an earlier attempt
        }
        if (part.sent() != null) {
            arrivedFrom(0, part.sent());
        } else {
            synchronized (this) {
                parts.giveBack(part.number());
            }
            startNext();
        }
    }

    @Override
    public synchronized Checksum chooseStored(ObjectRead read) {
        if (stored == null) {
            stored =
                    ChecksumChoice.of(
                            context.destinationAlgorithm(), SmallCopy.offers(version, read), true);
        }
        return stored;
    }

    @Override
    public void opened(Upload opened, String note) {
        synchronized (this) {
            this.upload = opened;
            this.note = note;
        }
        startNext();
    }

    @Override
    public synchronized boolean isEnding() {
        return ending != null;
    }

    // After being throttled that is no new attempt. The completion counts too.
    @Override
    public synchronized void triedAgain(StoreException error) {
        if (error.kind().retry() != StoreException.Retry.AFTER_SLOWDOWN) {
            retries++;
        }
    }

    @Override
    public void arrived(SentPart sent) {
        arrivedFrom(1, sent);
    }

    private void arrivedFrom(int here, SentPart sent) {
        boolean all;
        boolean waits;
        synchronized (this) {
            parts.add(sent, context.nanoTime());
            open -= here;
            all = parts.isAllThere() && !isCompleting && ending == null;
            isCompleting |= all;
            waits = sendsTwice && onlyOthersSend() && !looksForLate;
            looksForLate |= waits;
        }
        if (all) {
            allThere();
        } else if (waits) {
            context.turns().later(this::sendLate, LENT_MILLIS);
        } else {
            endIfDrained();
        }
    }

    private boolean onlyOthersSend() {
        return open == 0 && ending == null && !parts.isAllThere() && parts.untaken() == 0;
    }

    // What takes others too long is sent from here as well.
    private void sendLate() {
        PartTransfer late;
        boolean waits;
        synchronized (this) {
            int number = onlyOthersSend() ? parts.takeAgain(context.nanoTime()) : 0;
            late = number == 0 ? null : part(number);
            waits = onlyOthersSend();
            looksForLate = waits;
        }
        if (late != null) {
            context.turns().submit(late);
        } else if (waits) {
            context.turns().later(this::sendLate, LENT_MILLIS);
        }
    }

    // Where others have sent all that a resumed upload lacked, no read here has brought what the
    // source keeps of the whole.
    private void allThere() {
        boolean knowsSource;
        synchronized (this) {
            knowsSource = stored != null;
        }
        if (knowsSource) {
            complete();
        } else {
            askSource(new RetryBudget(context));
        }
    }

    @Override
    public void partLost(int number, boolean keepUpload, Runnable how) {
        synchronized (this) {
            open--;
            if (ending == null && !parts.isThere(number)) {
                ending = keepUpload ? how : () -> abortThen(how);
            }
        }
        endIfDrained();
    }

    private void endIfDrained() {
        Runnable now;
        synchronized (this) {
            if (ending == null || open > 0 || isEnded) {
                return;
            }
            now = ending;
            isEnded = true;
        }
        now.run();
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
}
