package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Contents in a row. CRCs are combined from those of the pieces. */
final class JoinedContent extends LazyChecksums {

    private final Content[] pieces;
    private final long[] starts;
    private final long length;

    private JoinedContent(List<Content> pieces) {
        this.pieces = pieces.toArray(new Content[0]);
        this.starts = new long[this.pieces.length];
        long at = 0;
        for (int i = 0; i < this.pieces.length; i++) {
            starts[i] = at;
            at += this.pieces[i].length();
        }
        this.length = at;
    }

    /**
     * The pieces as one content: neighbours that continue each other are melted.
     *
     * @param known CRCs that all pieces know already
     */
    static Content of(List<Content> pieces, Collection<ChecksumAlgorithm> known) {
        List<Content> melted = new ArrayList<>();
        for (Content piece : pieces) {
            Content before = melted.isEmpty() ? null : melted.get(melted.size() - 1);
            if (before instanceof ZeroContent && piece instanceof ZeroContent) {
                melted.set(melted.size() - 1, new ZeroContent(before.length() + piece.length()));
            } else if (before instanceof GeneratedContent one
                    && piece instanceof GeneratedContent two
                    && one.seed() == two.seed()
                    && one.start() + one.length() == two.start()) {
                melted.set(
                        melted.size() - 1,
                        new GeneratedContent(one.seed(), one.start(), one.length() + two.length()));
            } else {
                melted.add(piece);
            }
        }
        LazyChecksums joined =
                melted.size() == 1 && melted.get(0) instanceof LazyChecksums one
                        ? one
                        : new JoinedContent(melted);
        if (pieces.size() > 1) {
            for (ChecksumAlgorithm algorithm : known) {
                joined.remember(combined(pieces, algorithm));
            }
        }
        return joined;
    }

    /** The CRC of contents in a row. */
    static Checksum combined(List<Content> pieces, ChecksumAlgorithm algorithm) {
        Checksum sum = Digest.of(algorithm).value();
        for (Content piece : pieces) {
            sum = Digest.combine(sum, piece.checksum(algorithm), piece.length());
        }
        return sum;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    Checksum compute(ChecksumAlgorithm algorithm) {
        return algorithm.combinable()
                ? combined(List.of(pieces), algorithm)
                : super.compute(algorithm);
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        long at = offset;
        int limit = into.limit();
        for (int i = indexOf(offset); into.hasRemaining(); i++) {
            long within = at - starts[i];
            int count = (int) Math.min(pieces[i].length() - within, into.remaining());
            into.limit(into.position() + count);
            pieces[i].read(within, into);
            into.limit(limit);
            at += count;
        }
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
