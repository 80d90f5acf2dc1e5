package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.transfer.complete.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of an upload are there, with their checksums. For one thread at a time; its owner
 * locks.
 */
final class LargeParts {

    private final PartLayout layout;
    private final @Nullable UploadedPart[] parts;
    private final Checksum[] sourceChecksums;
    private int next = 1;
    private int present;
    private int proven;
    private boolean unproven;
    private boolean resumed;

    LargeParts(PartLayout layout, List<UploadedPart> there) {
        this.layout = layout;
        this.parts = new UploadedPart[layout.count()];
        this.sourceChecksums = new Checksum[layout.count()];
        Arrays.fill(sourceChecksums, Checksum.NONE);
        for (UploadedPart part : there) {
            parts[part.number() - 1] = part;
            present++;
            resumed = true;
        }
    }

    PartLayout layout() {
        return layout;
    }

    /** The next part that nobody has taken on, or 0 when there is none. */
    int takeNext() {
        while (next <= parts.length && parts[next - 1] != null) {
            next++;
        }
        return next <= parts.length ? next++ : 0;
    }

    /**
     * A part has arrived.
     *
     * @param match how ours compared with the destination's
     * @param forSource ours to compare with what the source keeps, or NONE
     */
    void add(UploadedPart part, Match match, Checksum forSource) {
        if (parts[part.number() - 1] == null) {
            present++;
        }
        parts[part.number() - 1] = part;
        sourceChecksums[part.number() - 1] = forSource;
        if (match == Match.EQUAL) {
            proven++;
        } else {
            unproven = true;
        }
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
