package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.UploadLimits;
import io.ossimport.transfer.complete.Proof;
import io.ossimport.transfer.move.OpenUpload;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings one object across: as often as its attempts allow, in the version that the source has by
 * then, and with one outcome at the end. Gives none when a whole store fails, for then it is still
 * to be done.
 */
public final class ObjectCopy implements Transfer, AttemptEnd {

    private static final int MOST_CHANGES = 3;

    private final CopyContext context;
    private final Key destinationKey;
    private final Reason ifCopied;
    private final Consumer<Outcome> finished;
    private final RetryBudget budget;

    // One attempt at a time writes these; snapshots read them from other threads.
    private volatile ListedObject version;
    private volatile @Nullable LargeCopy large;
    private volatile @Nullable OpenUpload resume;
    private volatile Wait wait = Wait.SOURCE;
    private boolean resumed;
    private int changes;
    private int partRetries;
    private long startedMillis;
    private long turnBytes;

    /**
     * @param listed the object as it was listed
     * @param ifCopied what a successful copy is called
     * @param resume an upload that was under way, perhaps of another version, or null
     * @param finished takes the outcome, once at most
     */
    public ObjectCopy(
            CopyContext context,
            ListedObject listed,
            Key destinationKey,
            Reason ifCopied,
            @Nullable OpenUpload resume,
            Consumer<Outcome> finished) {
        this.context = context;
        this.version = listed;
        this.destinationKey = destinationKey;
        this.ifCopied = ifCopied;
        this.resume = resume;
        this.finished = finished;
        this.budget = new RetryBudget(context);
        this.turnBytes = isLarge() ? 0 : listed.size();
    }

    /** The upload that is open for this object, or null. From any thread. */
    public @Nullable OpenUpload openUpload() {
        LargeCopy parts = large;
        OpenUpload open = parts == null ? null : parts.snapshot();
        return open == null ? resume : open;
    }

    /**
     * Lends parts to another mover; null when there are none to lend. From any thread.
     *
     * @param sendsTwice whether what takes too long is lent too, and sent from both
     */
    public @Nullable Loan lend(boolean sendsTwice) {
        LargeCopy parts = large;
        return parts == null ? null : parts.lend(sendsTwice);
    }

    /** Another mover is done with a part of {@code loan}. From any thread. */
    public void repaid(Loan loan, LentPart part) {
        LargeCopy parts = large;
        if (parts != null) {
            parts.repaid(loan, part);
        }
    }

    @Override
    public long bytes() {
        return turnBytes;
    }

    @Override
    public Wait waitsFor() {
        return wait;
    }

    // A resumed upload goes on in parts whatever the settings say now.
    private boolean isLarge() {
        return resume != null || PartLayout.isWanted(version.size(), context.settings(), limits());
    }

    private UploadLimits limits() {
        return context.destination().capabilities().upload();
    }

    @Override
    public void start() {
        if (startedMillis == 0) {
            startedMillis = context.now();
        }
        budget.begin();
        OpenUpload open = resume;
        if (open != null && !isOf(open, version)) {
            resume = null;
            var unused = context.destination().abortUpload(open.upload());
            open = null;
        }
        if (!PartLayout.isPossible(version.size(), context.settings(), limits())) {
            refused(
                    new RefusedException(
                            Reason.OBJECT_TOO_LARGE,
                            version.size() + " bytes; the destination cannot hold that"));
        } else if (isLarge()) {
            LargeCopy parts = new LargeCopy(context, version, destinationKey, open, this);
            large = parts;
            resume = null;
            resumed = open != null;
            parts.start();
            context.turns().done(this);
        } else {
            wait = Wait.SOURCE;
            new SmallCopy(context, version, destinationKey, this, other -> wait = other).start();
        }
    }

    private static boolean isOf(OpenUpload open, ListedObject version) {
        return open.size() == version.size() && open.sourceEtag().equals(version.etag());
    }

    @Override
    public void copied(Proof proof, String note, String requestIds) {
        context.succeeded();
        Reason reason = changes > 0 ? Reason.CHANGED : ifCopied;
        end(outcome(reason, proof, note, 0, requestIds));
    }

    @Override
    public void refused(RefusedException refusal) {
        end(outcome(refusal.reason(), null, refusal.sentence(), 0, ""));
    }

    @Override
    public void failed(Side side, StoreException error) {
        LargeCopy parts = leaveLarge();
        if (side == Side.SOURCE && error.kind() == Kind.CHANGED) {
            changed(parts, error);
            return;
        }
        tryAgain(side, error, parts);
    }

    private void tryAgain(Side side, StoreException error, @Nullable LargeCopy parts) {
        if (resumed && error.kind() == Kind.NO_SUCH_UPLOAD) {
            resumed = false;
            budget.takeBack(); // an earlier life ended that upload
        }
        long wait =
                error.kind() == Kind.NO_SUCH_UPLOAD
                        ? budget.again(error)
                        : budget.waitMillis(side, error);
        if (wait == RetryBudget.NONE) {
            finalFailure(side, error, parts);
        } else {
            context.turns().submitLater(this, wait);
            doneUnlessLarge(parts);
        }
    }

    @Override
    public void gaveUp(Side side, StoreException error) {
        finalFailure(side, error, leaveLarge());
    }

    private void changed(@Nullable LargeCopy parts, StoreException error) {
        if (++changes > MOST_CHANGES) {
            finalFailure(Side.SOURCE, error, parts);
            return;
        }
        var unused =
                context.source()
                        .head(version.key())
                        .whenComplete(
                                (found, failure) -> {
                                    if (found == null) {
                                        String subject =
                                                context.source().name() + "/" + version.key();
                                        tryAgain(
                                                Side.SOURCE,
                                                StoreException.from(failure, "head", subject),
                                                parts);
                                    } else {
                                        doneUnlessLarge(parts);
                                        version = found.version();
                                        turnBytes = isLarge() ? 0 : version.size();
                                        context.turns().submit(this);
                                    }
                                });
    }

    private void finalFailure(Side side, StoreException error, @Nullable LargeCopy parts) {
        if (error.kind() == Kind.BAD_CREDENTIALS) {
            var unused =
                    context.refusesCredentials(side)
                            .thenAccept(
                                    refuses -> {
                                        if (refuses) {
                                            storeFailed(error, parts);
                                        } else {
                                            denied(side, error, parts);
                                        }
                                    });
        } else if (error.kind().scope() == StoreException.Scope.STORE) {
            storeFailed(error, parts);
        } else if (error.kind() == Kind.PERMISSION_DENIED) {
            denied(side, error, parts);
        } else {
            finished.accept(failure(side, error));
            doneUnlessLarge(parts);
        }
    }

    private void denied(Side side, StoreException error, @Nullable LargeCopy parts) {
        Outcome outcome = failure(side, error);
        if (context.hold(side, () -> finished.accept(outcome))) {
            doneUnlessLarge(parts);
        } else {
            storeFailed(error, parts);
        }
    }

    // Without an outcome: the object is still to be done.
    private void storeFailed(StoreException error, @Nullable LargeCopy parts) {
        resume = parts == null ? null : parts.snapshot();
        context.storeFailed(error);
        doneUnlessLarge(parts);
    }

    private Outcome failure(Side side, StoreException error) {
        return outcome(
                context.reason(side, error.kind(), version.key()),
                null,
                error.getMessage() == null ? "" : error.getMessage(),
                error.httpStatus(),
                error.requestId());
    }

    private @Nullable LargeCopy leaveLarge() {
        LargeCopy parts = large;
        large = null;
        partRetries += parts == null ? 0 : parts.retries();
        return parts;
    }

    private void end(Outcome outcome) {
        LargeCopy parts = leaveLarge();
        finished.accept(outcome);
        doneUnlessLarge(parts);
    }

    // The turn of an object that travels in parts ended when its first part was given one.
    private void doneUnlessLarge(@Nullable LargeCopy parts) {
        if (parts == null) {
            context.turns().done(this);
        }
    }

    private Outcome outcome(
            Reason reason,
            @Nullable Proof proof,
            String message,
            int httpStatus,
            String requestIds) {
        return new Outcome(
                reason,
                version.key(),
                destinationKey,
                version.size(),
                version.lastModifiedMillis(),
                version.etag(),
                proof == null ? Checksum.NONE : proof.sourceChecksum(),
                proof == null ? Checksum.NONE : proof.checksum(),
                proof == null ? ProofLevel.NONE : proof.level(),
                message,
                httpStatus,
                requestIds,
                budget.attempts() + partRetries,
                startedMillis,
                context.now());
    }
}
