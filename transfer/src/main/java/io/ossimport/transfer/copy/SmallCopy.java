package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Written;
import io.ossimport.transfer.complete.ChecksumChoice;
import io.ossimport.transfer.complete.Match;
import io.ossimport.transfer.complete.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt to copy an object by one read and one put, relayed. */
final class SmallCopy {

    private final CopyContext context;
    private final ListedObject version;
    private final Key destinationKey;
    private final AttemptEnd end;
    private final Consumer<Wait> waits;

    /**
     * @param waits told whenever it begins to wait for something else; for the source at first
     */
    SmallCopy(
            CopyContext context,
            ListedObject version,
            Key destinationKey,
            AttemptEnd end,
            Consumer<Wait> waits) {
        this.context = context;
        this.version = version;
        this.destinationKey = destinationKey;
        this.end = end;
        this.waits = waits;
    }

    void start() {
        var unused =
                context.source()
                        .read(new ReadRequest(version, null))
                        .whenComplete(
                                (read, error) -> {
                                    if (read == null) {
                                        end.failed(Side.SOURCE, sourceFailure(error));
                                    } else {
                                        relay(read);
                                    }
                                });
    }

    private void relay(ObjectRead read) {
        if (!Failures.isSameVersion(version, read.version())) {
            read.body().discard();
            end.failed(Side.SOURCE, Failures.changed(read, sourceSubject()));
            return;
        }
        MetadataMapping.Mapped metadata;
        try {
            metadata = context.metadata().map(read.metadata());
        } catch (RefusedException e) {
            read.body().discard();
            end.refused(e);
            return;
        }
        ChecksumAlgorithm forDestination = context.destinationAlgorithm();
        Checksum stored = ChecksumChoice.of(forDestination, offers(version, read), false);
        ChecksummingBody body =
                new ChecksummingBody(
                        read.body(),
                        version.size(),
                        algorithms(forDestination, stored.algorithm()),
                        stored,
                        context,
                        version.key(),
                        waits);
        PutRequest put = new PutRequest(destinationKey, version.size(), metadata.metadata(), false);
        waits.accept(Wait.DESTINATION);
        var unused =
                context.destination()
                        .put(put, body)
                        .whenComplete(
                                (written, error) -> {
                                    if (written == null) {
                                        notWritten(body, error);
                                    } else {
                                        written(read, stored, metadata.note(), body, written);
                                    }
                                });
    }

    private void notWritten(ChecksummingBody body, Throwable error) {
        Throwable atSource = body.sourceFailure();
        if (atSource != null) {
            end.failed(Side.SOURCE, sourceFailure(atSource));
        } else {
            end.failed(Side.DESTINATION, StoreException.from(error, "put", destinationSubject()));
        }
    }

    private void written(
            ObjectRead read, Checksum stored, String note, ChecksummingBody body, Written written) {
        if (!body.isWhole()) {
            end.failed(Side.DESTINATION, Failures.notTaken("put", destinationSubject()));
            return;
        }
        List<Checksum> ours = body.values();
        Match match = Match.of(ours, written.checksums());
        if (match == Match.DIFFERENT) {
            end.failed(
                    Side.DESTINATION,
                    Failures.mismatch("put", destinationSubject(), ours, written.checksums()));
            return;
        }
        if (Match.of(ours, List.of(stored)) == Match.DIFFERENT) {
            end.failed(Side.SOURCE, Failures.mismatch("read", sourceSubject(), ours, stored));
            return;
        }
        Checksum first = ours.isEmpty() ? Checksum.NONE : ours.get(0);
        end.copied(
                Proof.of(context.pinsVersion(), match, first, stored),
                note,
                (read.requestId() + " " + written.requestId()).strip());
    }

    /** Everything that the source says of the whole content: with the answer and in its listing. */
    static List<Checksum> offers(ListedObject version, ObjectRead read) {
        if (version.checksum().isNone()) {
            return read.checksums();
        }
        List<Checksum> all = new ArrayList<>(read.checksums());
        all.add(version.checksum());
        return all;
    }

    static List<ChecksumAlgorithm> algorithms(
            @Nullable ChecksumAlgorithm first, @Nullable ChecksumAlgorithm second) {
        if (first == null) {
            return second == null ? List.of() : List.of(second);
        }
        return second == null || second == first ? List.of(first) : List.of(first, second);
    }

    private StoreException sourceFailure(Throwable error) {
        return StoreException.from(error, "read", sourceSubject());
    }

    private String sourceSubject() {
        return context.source().name() + "/" + version.key();
    }

    private String destinationSubject() {
        return context.destination().name() + "/" + destinationKey;
    }
}
