package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.UploadedPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of an upload are there, with their checksums. For one thread at a time; its owner
 * locks.
 */
final class LargeParts {

    private static final long LEAST_PATIENCE_NANOS = 1_000_000_000;

    private final PartLayout layout;
    private final @Nullable UploadedPart[] parts;
    private final Checksum[] sourceChecksums;
    private final BitSet taken = new BitSet(); // by their numbers, from 1
    private final BitSet doubled = new BitSet();
    private final long[] takenNanos;
    private int present;
    private int proven;
    private long arrivedNanos; // how long the parts that have arrived took, together
    private int arrived;
    private boolean unproven;
    private boolean resumed;

    LargeParts(PartLayout layout, List<UploadedPart> there) {
        this.layout = layout;
        this.parts = new UploadedPart[layout.count()];
        this.sourceChecksums = new Checksum[layout.count()];
        this.takenNanos = new long[layout.count()];
        Arrays.fill(sourceChecksums, Checksum.NONE);
        for (UploadedPart part : there) {
            parts[part.number() - 1] = part;
            taken.set(part.number());
            present++;
            resumed = true;
        }
    }

    PartLayout layout() {
        return layout;
    }

    /**
     * The next part that nobody has taken on, or 0 when there is none.
     *
     * @param nowNanos as {@link System#nanoTime}
     */
    int takeNext(long nowNanos) {
        int number = taken.nextClearBit(1);
        return number <= parts.length ? take(number, nowNanos) : 0;
    }

    /** The last ones that nobody has taken on, {@code most} of them at most. */
    List<Integer> takeLast(int most, long nowNanos) {
        List<Integer> last = new ArrayList<>();
        int number = taken.previousClearBit(parts.length);
        while (number > 0 && last.size() < most) {
            last.add(take(number, nowNanos));
            number = taken.previousClearBit(number);
        }
        return last;
    }

    private int take(int number, long nowNanos) {
        taken.set(number);
        takenNanos[number - 1] = nowNanos;
        return number;
    }

    /** How many nobody has taken on. */
    int untaken() {
        return parts.length - taken.cardinality();
    }

    /** Whoever had taken it on does not send it. */
    void giveBack(int number) {
        taken.set(number, parts[number - 1] != null);
    }

    /**
     * A part that has been under way for more than twice as long as parts here take, for somebody
     * else to send as well; each once. 0 when there is none.
     */
    int takeAgain(long nowNanos) {
        if (arrived == 0) {
            return 0;
        }
        long patience = 2 * (arrivedNanos / arrived) + LEAST_PATIENCE_NANOS;
        for (int number = 1; number <= parts.length; number++) {
            boolean isUnderWay = taken.get(number) && parts[number - 1] == null;
            if (isUnderWay
                    && !doubled.get(number)
                    && nowNanos - takenNanos[number - 1] > patience) {
                doubled.set(number);
                return number;
            }
        }
        return 0;
    }

    /**
     * A part has arrived; false when it had before, and this one is of no use.
     *
     * @param nowNanos as of {@link #takeNext}
     */
    boolean add(SentPart sent, long nowNanos) {
        int index = sent.part().number() - 1;
        if (parts[index] != null) {
            return false;
        }
        present++;
        arrived++;
        arrivedNanos += nowNanos - takenNanos[index];
        parts[index] = sent.part();
        taken.set(sent.part().number());
        sourceChecksums[index] = sent.forSource();
        if (sent.isProven()) {
            proven++;
        } else {
            unproven = true;
        }
        return true;
    }

    boolean isThere(int number) {
        return parts[number - 1] != null;
    }

    boolean isAllThere() {
        return present == parts.length;
    }

    /** Those that are there, in rising order. */
    List<UploadedPart> list() {
        return Arrays.stream(parts).filter(Objects::nonNull).toList();
    }

    /**
     * Whether each part's checksum equalled the destination's. Parts of a resumed upload were
     * compared before, if this destination sends checksums at all.
     */
    boolean isEachProven() {
        return !unproven && (proven > 0 || !resumed);
    }

    /** Our checksum over the whole object, or NONE where those of parts do not give it. */
    Checksum whole() {
        List<Checksum> each = new ArrayList<>(parts.length);
        for (UploadedPart part : parts) {
            each.add(part == null ? Checksum.NONE : part.checksum());
        }
        return combine(each);
    }

    /** The same, of what is compared with the source's. */
    Checksum wholeForSource() {
        return combine(Arrays.asList(sourceChecksums));
    }

    private Checksum combine(List<Checksum> each) {
        Checksum whole = each.get(0);
        for (int i = 0; i < each.size(); i++) {
            Checksum part = each.get(i);
            if (part.algorithm() == null
                    || part.algorithm() != whole.algorithm()
                    || !part.algorithm().combinable()) {
                return Checksum.NONE;
            }
            if (i > 0) {
                whole = Digest.combine(whole, part, layout.range(i + 1).length());
            }
        }
        return whole;
    }
}
