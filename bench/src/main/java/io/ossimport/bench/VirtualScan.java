package io.ossimport.bench;

import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.KeyShape;
import io.ossimport.testkit.cloud.KeySpread;
import io.ossimport.transfer.plan.RangeCutter;
import io.ossimport.transfer.plan.RangeSurvey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists a bucket of any size by many lanes in virtual time, cut by the {@link RangeCutter} of the
 * product: in each round every range gets one page, and then free lanes get what is cut off.
 */
final class VirtualScan {

    private static final int PAGE = 1_000;

    private final KeyShape shape;
    private final long count;
    private final int lanes;
    private final RangeCutter cutter;
    private final List<Range> ranges = new ArrayList<>();
    private long lists;
    private long rounds;
    private long keys;

    /**
     * What a scan came to.
     *
     * @param lists how many pages were asked for
     * @param serialLists how many one lane needs
     * @param speedUp how many times faster it was than one lane
     */
    record Result(long lists, long serialLists, double speedUp) {

        /** Whether it kept to a hundredth more requests than one lane needs, and three a lane. */
        boolean keepsToBudget(int lanes) {
            return lists <= 1.01 * serialLists + 3 * lanes;
        }
    }

    private static final class Range {
        final RangeSurvey survey;
        @Nullable Key upTo;
        long next;
        boolean isBegun;
        boolean isEnded;

        Range(Key after, @Nullable Key upTo, long next) {
            this.survey = new RangeSurvey(after, upTo);
            this.upTo = upTo;
            this.next = next;
        }
    }

    private VirtualScan(KeySpread spread, long count, int lanes) {
        this.shape = spread.of(count);
        this.count = count;
        this.lanes = lanes;
        this.cutter = new RangeCutter(Key.EMPTY, lanes);
        ranges.add(new Range(Key.EMPTY, null, 0));
    }

    /**
     * @throws IllegalStateException when a key was not listed, or twice
     */
    static Result run(KeySpread spread, long count, int lanes) {
        VirtualScan scan = new VirtualScan(spread, count, lanes);
        while (!scan.ranges.isEmpty()) {
            scan.round();
        }
        if (scan.keys != count) {
            throw new IllegalStateException(scan.keys + " of " + count + " keys were listed");
        }
        long serial = (count + PAGE - 1) / PAGE;
        return new Result(scan.lists, serial, (double) serial / scan.rounds);
    }

    private void round() {
        rounds++;
        ranges.forEach(this::list);
        for (Range range : ranges) {
            if (!range.isBegun) {
                range.isBegun = true;
                ranges.forEach(giver -> giver.survey.begun(range.survey));
            }
        }
        ranges.removeIf(range -> range.isEnded);
        while (!ranges.isEmpty() && ranges.size() < lanes && cut()) {
            // each cut is one more lane
        }
    }

    private void list(Range range) {
        lists++;
        long page = Math.min(count, range.next + PAGE);
        long end = page;
        if (range.upTo != null && page > range.next) {
            if (shape.key(page - 1).compareTo(range.upTo) > 0) {
                end = Math.min(page, firstBeyond(range.upTo));
                range.isEnded = true;
            }
        }
        range.isEnded |= page == count;
        if (end > range.next) {
            cutter.listed(range.survey, shape.key(range.next), shape.key(end - 1));
            keys += end - range.next;
        }
        range.next = page;
    }

    private boolean cut() {
        Map<RangeSurvey, Range> listed = new LinkedHashMap<>();
        ranges.forEach(range -> listed.put(range.survey, range));
        RangeCutter.Decision cut = cutter.decide(listed.keySet());
        Range giver = cut == null ? null : listed.get(cut.range());
        if (cut == null || giver == null) {
            return false;
        }
        ranges.add(new Range(cut.key(), giver.upTo, firstBeyond(cut.key())));
        giver.upTo = cut.key();
        return true;
    }

    private long firstBeyond(Key key) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (shape.key(middle).compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
