package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.transfer.complete.Match;
import java.util.List;

/** Copies one part of an object, and tries again where that can help. */
final class PartTransfer implements Transfer {

    private final ObjectInParts object;
    private final CopyContext context;
    private final int number;
    private final ByteRange range;
    private final RetryBudget budget;
    private volatile Wait wait = Wait.SOURCE;

    PartTransfer(ObjectInParts object, int number, ByteRange range) {
        this.object = object;
        this.context = object.context();
        this.number = number;
        this.range = range;
        this.budget = new RetryBudget(context);
    }

    @Override
    public long bytes() {
        return range.length();
    }

    @Override
    public Wait waitsFor() {
        return wait;
    }

    @Override
    public void start() {
        if (object.isEnding()) {
            lost(true, () -> {});
            return;
        }
        budget.begin();
        wait = Wait.SOURCE;
        if (budget.attempts() == 1 && object.upload() != null) {
            object.startNext();
        }
        var unused =
                context.source()
                        .read(new ReadRequest(object.version(), range))
                        .whenComplete(
                                (read, error) -> {
                                    if (read == null) {
                                        failed(Side.SOURCE, object.failure(error, "read"));
                                    } else {
                                        opened(read);
                                    }
                                });
    }

    private void opened(ObjectRead read) {
        if (!Failures.isSameVersion(object.version(), read.version())) {
            read.body().discard();
            failed(Side.SOURCE, Failures.changed(read, object.sourceSubject()));
            return;
        }
        Checksum stored = object.chooseStored(read);
        Upload upload = object.upload();
        if (upload != null) {
            write(upload, read, stored);
            return;
        }
        MetadataMapping.Mapped metadata;
        try {
            metadata = context.metadata().map(read.metadata());
        } catch (RefusedException e) {
            read.body().discard();
            lost(false, () -> object.end().refused(e));
            return;
        }
        PutRequest request =
                new PutRequest(
                        object.destinationKey(),
                        object.version().size(),
                        metadata.metadata(),
                        false);
        wait = Wait.DESTINATION;
        var unused =
                context.destination()
                        .openUpload(request)
                        .whenComplete(
                                (fresh, error) -> {
                                    if (fresh == null) {
                                        read.body().discard();
                                        failed(
                                                Side.DESTINATION,
                                                object.failure(error, "open upload of"));
                                    } else {
                                        object.opened(fresh, metadata.note());
                                        write(fresh, read, stored);
                                    }
                                });
    }

    private void write(Upload upload, ObjectRead read, Checksum stored) {
        ChecksummingBody body =
                new ChecksummingBody(
                        read.body(),
                        range.length(),
                        SmallCopy.algorithms(context.destinationAlgorithm(), stored.algorithm()),
                        Checksum.NONE,
                        context,
                        object.version().key(),
                        other -> wait = other);
        wait = Wait.DESTINATION;
        var unused =
                context.destination()
                        .writePart(upload, number, range.offset(), body)
                        .whenComplete(
                                (written, error) -> {
                                    if (written == null) {
                                        notWritten(body, error);
                                    } else {
                                        written(stored, body, written);
                                    }
                                });
    }

    private void notWritten(ChecksummingBody body, Throwable error) {
        Throwable atSource = body.sourceFailure();
        if (atSource != null) {
            failed(Side.SOURCE, object.failure(atSource, "read"));
        } else {
            failed(Side.DESTINATION, object.failure(error, "write part " + number + " of"));
        }
    }

    private void written(Checksum stored, ChecksummingBody body, Written written) {
        if (!body.isWhole()) {
            failed(
                    Side.DESTINATION,
                    Failures.notTaken("write part " + number + " of", object.destinationSubject()));
            return;
        }
        List<Checksum> ours = body.values();
        Match match = Match.of(ours, written.checksums());
        if (match == Match.DIFFERENT) {
            failed(
                    Side.DESTINATION,
                    Failures.mismatch(
                            "write part " + number + " of",
                            object.destinationSubject(),
                            ours,
                            written.checksums()));
            return;
        }
        Checksum forDestination =
                context.destinationAlgorithm() == null ? Checksum.NONE : ours.get(0);
        Checksum forSource = Checksum.NONE;
        for (Checksum our : ours) {
            forSource = our.algorithm() == stored.algorithm() ? our : forSource;
        }
        object.arrived(
                new SentPart(
                        new UploadedPart(number, range.length(), written.etag(), forDestination),
                        match == Match.EQUAL,
                        forSource));
        context.turns().done(this);
    }

    private void failed(Side side, StoreException error) {
        StoreException.Kind kind = error.kind();
        long wait = object.isEnding() ? RetryBudget.NONE : budget.waitMillis(side, error);
        if (wait != RetryBudget.NONE) {
            object.triedAgain(error);
            context.turns().submitLater(this, wait);
            context.turns().done(this);
        } else if (kind == StoreException.Kind.NO_SUCH_UPLOAD
                || kind == StoreException.Kind.CHANGED) {
            lost(false, () -> object.end().failed(side, error));
        } else {
            lost(
                    kind.scope() == StoreException.Scope.STORE,
                    () -> object.end().gaveUp(side, error));
        }
    }

    private void lost(boolean keepUpload, Runnable how) {
        object.partLost(number, keepUpload, how);
        context.turns().done(this);
    }
}
