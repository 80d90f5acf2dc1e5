package io.ossimport.transfer.move;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.plan.KeyRange;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a range is: what a mover needs to go on with it, anywhere.
 *
 * @param id names the range, uniquely within its job
 * @param rest the keys whose outcomes may be missing; everything up to {@code rest.after()} has one
 * @param finishedBeyond keys within {@code rest} that have their outcome already, in rising order;
 *     at most a window of 100,000
 * @param uploads open multipart uploads of keys within {@code rest}, in rising order of their keys
 */
public record RangeProgress(
        String id, KeyRange rest, List<Key> finishedBeyond, List<OpenUpload> uploads) {

    public RangeProgress {
        finishedBeyond = List.copyOf(finishedBeyond);
        uploads = List.copyOf(uploads);
    }

    /** A range of which nothing is done yet, with a new name. */
    public static RangeProgress begin(KeyRange range) {
        return new RangeProgress(UUID.randomUUID().toString(), range, List.of(), List.of());
    }

    /** The same progress, ending at {@code upTo} where that comes before its own end. */
    public RangeProgress endingAt(@Nullable Key upTo) {
        if (upTo == null || (rest.upTo() != null && rest.upTo().compareTo(upTo) <= 0)) {
            return this;
        }
        return new RangeProgress(
                id,
                new KeyRange(rest.after(), upTo),
                finishedBeyond.stream().filter(key -> key.compareTo(upTo) <= 0).toList(),
                uploads.stream().filter(open -> open.key().compareTo(upTo) <= 0).toList());
    }
}
