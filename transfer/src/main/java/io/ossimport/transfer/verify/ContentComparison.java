package io.ossimport.transfer.verify;

import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.transfer.verify.VerifyContext.End;
import io.ossimport.transfer.verify.VerifyRow.Evidence;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.util.concurrent.CompletableFuture;

/**
 * Reads two objects of one size side by side, piece by piece and pinned to the listed versions, and
 * compares the CRC-64 of each piece. What came over the network may have been spoilt there, so a
 * difference counts only when two readings in a row give it; the first that counts ends it.
 */
final class ContentComparison {

    static final long PIECE_BYTES = 64L << 20;

    private static final int MOST_READINGS = 5;

    private final Pair pair;
    private final VerifyContext context;
    private final CompletableFuture<VerifyRow> row = new CompletableFuture<>();
    private long offset;
    private int readings;
    private long ourLast;
    private long theirLast;

    private ContentComparison(Pair pair, VerifyContext context) {
        this.pair = pair;
        this.context = context;
    }

    static CompletableFuture<VerifyRow> of(Pair pair, VerifyContext context) {
        ContentComparison comparison = new ContentComparison(pair, context);
        comparison.next();
        return comparison.row;
    }

    private void next() {
        long size = pair.source().size();
        if (offset >= size) {
            row.complete(pair.same(Evidence.CONTENT));
            return;
        }
        ByteRange piece = new ByteRange(offset, Math.min(PIECE_BYTES, size - offset));
        ByteRange range = piece.length() == size ? null : piece;
        CompletableFuture<Long> ours =
                context.crc64(End.SOURCE, new ReadRequest(pair.source(), range));
        CompletableFuture<Long> theirs =
                context.crc64(End.DESTINATION, new ReadRequest(pair.destination(), range));
        var unused =
                CompletableFuture.allOf(ours, theirs)
                        .whenComplete(
                                (nothing, error) -> {
                                    if (error != null) {
                                        row.completeExceptionally(error);
                                    } else {
                                        compare(piece, ours.join(), theirs.join());
                                    }
                                });
    }

    private void compare(ByteRange piece, long ours, long theirs) {
        if (ours == theirs) {
            offset = piece.end();
            readings = 0;
            next();
            return;
        }
        readings++;
        if (readings > 1 && ours == ourLast && theirs == theirLast) {
            row.complete(pair.row(Verdict.DIFFERENT, Evidence.CONTENT, text(piece, ours, theirs)));
        } else if (readings == MOST_READINGS) {
            String message = "each of " + readings + " readings gave other bytes than the last";
            row.complete(pair.row(Verdict.CANNOT_COMPARE, Evidence.CONTENT, message));
        } else {
            ourLast = ours;
            theirLast = theirs;
            next();
        }
    }

    private static String text(ByteRange piece, long ours, long theirs) {
        return String.format(
                "bytes %d to %d have CRC-64/XZ %016x at the source and %016x at the destination",
                piece.offset(), piece.end() - 1, ours, theirs);
    }
}
