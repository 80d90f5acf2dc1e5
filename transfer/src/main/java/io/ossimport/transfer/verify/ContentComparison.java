package io.ossimport.transfer.verify;

import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.transfer.verify.VerifyContext.End;
import io.ossimport.transfer.verify.VerifyRow.Evidence;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Reads two objects of one size side by side, piece by piece and pinned to the listed versions, and
 * compares the CRC-64 of each piece. A piece that differs is read once more, for what came over the
 * network may have been spoilt there; the first that differs again ends it.
 */
final class ContentComparison {

    static final long PIECE_BYTES = 64L << 20;

    private final Pair pair;
    private final VerifyContext context;
    private final CompletableFuture<VerifyRow> row = new CompletableFuture<>();
    private long offset;
    private boolean again;

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

    private void compare(ByteRange piece, Long ours, Long theirs) {
        if (Objects.equals(ours, theirs)) {
            offset = piece.end();
            again = false;
            next();
        } else if (!again) {
            again = true;
            next();
        } else {
            row.complete(pair.row(Verdict.DIFFERENT, Evidence.CONTENT, text(piece, ours, theirs)));
        }
    }

    private static String text(ByteRange piece, long ours, long theirs) {
        return String.format(
                "bytes %d to %d have CRC-64/XZ %016x at the source and %016x at the destination",
                piece.offset(), piece.end() - 1, ours, theirs);
    }
}
