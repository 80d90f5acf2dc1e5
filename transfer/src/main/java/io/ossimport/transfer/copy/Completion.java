package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.Written;
import io.ossimport.transfer.complete.Match;
import io.ossimport.transfer.complete.Proof;
import java.util.List;

/**
 * Joins the parts of an upload that are all there, and compares the whole. An answer that was lost
 * is asked for again; when the upload is gone by then, the object itself says whether it was
 * completed.
 */
final class Completion {

    private final LargeCopy object;
    private final CopyContext context;
    private final Upload upload;
    private final LargeParts parts;
    private final Checksum whole;
    private final RetryBudget budget;

    Completion(LargeCopy object, Upload upload, LargeParts parts) {
        this.object = object;
        this.context = object.context();
        this.upload = upload;
        this.parts = parts;
        this.whole = parts.whole();
        this.budget = new RetryBudget(context);
    }

    void begin() {
        Checksum stored = object.stored();
        Checksum ours = oursFor(stored);
        if (Match.of(List.of(ours), List.of(stored)) == Match.DIFFERENT) {
            StoreException mismatch =
                    StoreException.of(
                                    StoreException.Kind.CHECKSUM_MISMATCH,
                                    "read",
                                    object.sourceSubject())
                            .detail("the source keeps " + stored + ", but what came has " + ours)
                            .build();
            object.abortThen(() -> object.end().failed(Side.SOURCE, mismatch));
            return;
        }
        complete();
    }

    private Checksum oursFor(Checksum stored) {
        return whole.algorithm() == stored.algorithm() ? whole : parts.wholeForSource();
    }

    private void complete() {
        budget.begin();
        var unused =
                context.destination()
                        .completeUpload(upload, parts.list(), whole)
                        .whenComplete(
                                (written, error) -> {
                                    if (written == null) {
                                        failed(object.failure(error, "complete"));
                                    } else {
                                        completed(written);
                                    }
                                });
    }

    private void completed(Written written) {
        Match match = Match.of(List.of(whole), written.checksums());
        if (match == Match.DIFFERENT) {
            object.end()
                    .failed(
                            Side.DESTINATION,
                            Failures.mismatch(
                                    "complete",
                                    object.destinationSubject(),
                                    whole,
                                    written.checksums()));
            return;
        }
        if (match == Match.NOT_COMPARABLE && parts.isEachProven()) {
            match = Match.EQUAL;
        }
        succeed(match, written.requestId());
    }

    private void succeed(Match match, String requestId) {
        Checksum stored = object.stored();
        boolean fromSource = Match.of(List.of(oursFor(stored)), List.of(stored)) == Match.EQUAL;
        object.end()
                .copied(
                        Proof.of(
                                context.pinsVersion(),
                                match,
                                whole,
                                fromSource ? stored : Checksum.NONE),
                        object.note(),
                        requestId);
    }

    private void failed(StoreException error) {
        if (error.kind() == StoreException.Kind.NO_SUCH_UPLOAD) {
            lookForObject(error);
            return;
        }
        if (error.kind() == StoreException.Kind.CHECKSUM_MISMATCH) {
            object.abortThen(() -> object.end().failed(Side.DESTINATION, error));
            return;
        }
        long wait = budget.waitMillis(Side.DESTINATION, error);
        if (wait != RetryBudget.NONE) {
            object.triedAgain(error);
            context.turns().later(this::complete, wait);
        } else if (error.kind().scope() == StoreException.Scope.STORE) {
            object.end().gaveUp(Side.DESTINATION, error);
        } else {
            object.abortThen(() -> object.end().gaveUp(Side.DESTINATION, error));
        }
    }

    private void lookForObject(StoreException uploadGone) {
        var unused =
                context.destination()
                        .head(object.destinationKey())
                        .whenComplete(
                                (found, error) -> {
                                    if (found != null && isOurs(found)) {
                                        succeed(Match.EQUAL, found.requestId());
                                    } else {
                                        object.end().failed(Side.DESTINATION, uploadGone);
                                    }
                                });
    }

    // Size alone would not do: an older object of the same size may be in its place.
    private boolean isOurs(ObjectRead found) {
        return found.version().size() == object.version().size()
                && Match.of(List.of(whole), found.checksums()) == Match.EQUAL;
    }
}
