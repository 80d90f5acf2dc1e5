package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.complete.Match;
import io.ossimport.transfer.verify.VerifyContext.End;
import io.ossimport.transfer.verify.VerifyRow.Evidence;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A closer look at two objects of one size whose listings do not settle it:
 *
 * <ol>
 *   <li>the checksums that both ends keep, by a HEAD each;
 *   <li>the checksum that an earlier run wrote down for this version, with what the destination
 *       keeps;
 *   <li>the bytes, where that is wanted;
 *   <li>else the sizes are all there is.
 * </ol>
 *
 * <p>A HEAD of the destination is made only when there is something to compare it with.
 */
final class Inquiry {

    private final VerifyContext context;
    private final Function<ListedObject, Checksum> manifest;
    private final Executor manifestThread;
    private final boolean readsUndecided;

    /**
     * @param manifest what an earlier run says of this version of the source; may take its time
     * @param manifestThread where to ask it
     * @param readsUndecided whether objects without comparable checksums are read
     */
    Inquiry(
            VerifyContext context,
            Function<ListedObject, Checksum> manifest,
            Executor manifestThread,
            boolean readsUndecided) {
        this.context = context;
        this.manifest = manifest;
        this.manifestThread = manifestThread;
        this.readsUndecided = readsUndecided;
    }

    /** By what is kept of both; fails only when nothing more can be compared at all. */
    CompletableFuture<VerifyRow> byChecksum(Pair pair) {
        return settled(
                pair,
                context.head(End.SOURCE, pair.source())
                        .thenCompose(
                                source ->
                                        recorded(pair)
                                                .thenCompose(
                                                        recorded ->
                                                                withDestination(
                                                                        pair,
                                                                        source.checksums(),
                                                                        recorded))));
    }

    private CompletableFuture<Checksum> recorded(Pair pair) {
        return CompletableFuture.supplyAsync(() -> manifest.apply(pair.source()), manifestThread);
    }

    /** By the bytes of both; fails only when nothing more can be compared at all. */
    CompletableFuture<VerifyRow> byContent(Pair pair) {
        return settled(pair, ContentComparison.of(pair, context));
    }

    private CompletableFuture<VerifyRow> withDestination(
            Pair pair, List<Checksum> source, Checksum recorded) {
        if (source.isEmpty() && recorded.isNone()) {
            return undecided(pair);
        }
        return context.head(End.DESTINATION, pair.destination())
                .thenCompose(described -> compared(pair, source, recorded, described.checksums()));
    }

    private CompletableFuture<VerifyRow> compared(
            Pair pair, List<Checksum> source, Checksum recorded, List<Checksum> destination) {
        Match kept = match(source, destination);
        if (kept == Match.EQUAL) {
            return CompletableFuture.completedFuture(pair.same(Evidence.CHECKSUM));
        }
        if (kept == Match.DIFFERENT) {
            return different(pair, Evidence.CHECKSUM, "the source keeps " + source, destination);
        }
        Match written = match(List.of(recorded), destination);
        if (written == Match.EQUAL) {
            return CompletableFuture.completedFuture(pair.same(Evidence.MANIFEST));
        }
        if (written == Match.DIFFERENT) {
            return different(
                    pair, Evidence.MANIFEST, "it was copied with " + recorded, destination);
        }
        return undecided(pair);
    }

    // An MD5 is often but an ETag that has the form of one, so it has no say where others do.
    private static Match match(List<Checksum> ours, List<Checksum> theirs) {
        Match match = Match.of(withoutMd5(ours), withoutMd5(theirs));
        return match == Match.NOT_COMPARABLE ? Match.of(ours, theirs) : match;
    }

    private static List<Checksum> withoutMd5(List<Checksum> checksums) {
        return checksums.stream().filter(c -> c.algorithm() != ChecksumAlgorithm.MD5).toList();
    }

    private static CompletableFuture<VerifyRow> different(
            Pair pair, Evidence evidence, String ours, List<Checksum> theirs) {
        return CompletableFuture.completedFuture(
                pair.row(Verdict.DIFFERENT, evidence, ours + ", the destination keeps " + theirs));
    }

    private CompletableFuture<VerifyRow> undecided(Pair pair) {
        return readsUndecided
                ? ContentComparison.of(pair, context)
                : CompletableFuture.completedFuture(pair.same(Evidence.SIZE));
    }

    /** What fails because of this object becomes its row; what fails for all stays a failure. */
    private static CompletableFuture<VerifyRow> settled(
            Pair pair, CompletableFuture<VerifyRow> row) {
        return row.exceptionally(
                error -> {
                    if (StoreException.cause(error) instanceof StoreException failure
                            && failure.kind().scope() == StoreException.Scope.OBJECT) {
                        return pair.row(Verdict.CANNOT_COMPARE, Evidence.NONE, sentence(failure));
                    }
                    throw new CompletionException(StoreException.cause(error));
                });
    }

    private static String sentence(StoreException failure) {
        return switch (failure.kind()) {
            case CHANGED -> "changed since it was listed: " + failure.getMessage();
            case NOT_FOUND -> "gone since it was listed: " + failure.getMessage();
            case ARCHIVED -> "archived, and must be restored to be read: " + failure.getMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
