package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the ranges that are being listed is cut next, and where, so that many can be
 * listed at once and end at about the same time.
 *
 * <p>Nobody knows how the keys are spread; a cut is a guess. Each costs a page at most, of which
 * either side uses a part, so there is one for a hundred pages, and a few for each lane to begin
 * with, though not for a bucket of a few pages. Where guesses go wrong, and what is done about it:
 *
 * <ul>
 *   <li>Between two keys may lie many characters that no key has: {@link KeyAlphabets} learns which
 *       are used.
 *   <li>A name with millions of keys under it may have no neighbour for a long way. When a cut
 *       brought nothing, the next is made nearer to the character that changes from page to page,
 *       by halves, until it is just behind the name or within it.
 *   <li>Behind the last character that is known at a place may be others: that is looked at once.
 * </ul>
 *
 * <p>What is left of a range is guessed from its own speed over the recent half of its pages. The
 * range with the most left is cut, if that is at least a quarter of an equal share. For one thread.
 */
public final class RangeCutter {

    /** Before so many pages nothing is cut: a small bucket is listed sooner than it is known. */
    private static final int SMALL_BUCKET_PAGES = 30;

    /** Less is not worth a cut. */
    private static final double LEAST_PAGES = 3;

    /** What is left of a range is believed to be at most so many times what was listed of it. */
    private static final double MOST_TIMES = 16;

    /** What is behind a place where nobody has looked: 10^8 keys. */
    private static final double UNKNOWN_PAGES = 100_000;

    private final int prefixLength;
    private final int lanes;
    private final KeyAlphabets alphabets = new KeyAlphabets();
    private long pages;
    private long cuts;

    /**
     * A cut that was decided.
     *
     * @param range what is cut
     * @param key the last key of what stays: beyond all that was listed, before the range's end
     */
    public record Decision(RangeSurvey range, Key key) {}

    /**
     * @param prefix what all keys begin with
     * @param lanes how many ranges shall be listed at once
     */
    public RangeCutter(Key prefix, int lanes) {
        this.prefixLength = characters(prefix).length;
        this.lanes = lanes;
    }

    static int[] characters(Key key) {
        return key.toString().codePoints().toArray();
    }

    /** A page with keys of the range came. */
    public void listed(RangeSurvey range, Key first, Key last) {
        int[] characters = characters(last);
        alphabets.learn(characters(first));
        alphabets.learn(characters);
        range.listed(first, last, characters);
        pages++;
    }

    /**
     * Decides on the next cut, for the caller to make. Null when none is worth its page.
     *
     * @param ranges those that are being listed
     */
    public @Nullable Decision decide(Collection<RangeSurvey> ranges) {
        if (pages < SMALL_BUCKET_PAGES || cuts >= budget()) {
            return null;
        }
        double left = 0;
        RangeSurvey chosen = null;
        Cut best = null;
        for (RangeSurvey range : ranges) {
            if (!range.isReady()) {
                left += range.guess();
                continue;
            }
            Cut cut = find(range);
            left += cut == null ? 0 : cut.pagesLeft();
            if (cut != null && (best == null || cut.pagesLeft() > best.pagesLeft())) {
                chosen = range;
                best = cut;
            }
        }
        if (chosen == null
                || best == null
                || best.pagesLeft() < Math.max(LEAST_PAGES, left / (4 * lanes))) {
            return null;
        }
        cuts++;
        if (best.isLook()) {
            alphabets.close(chosen.characters(), best.position());
        }
        chosen.cut(best);
        return new Decision(chosen, best.key());
    }

    // At first a cut for two pages: what is learned from one serves the next.
    private double budget() {
        return 0.01 * pages + Math.min(2.7 * lanes, 0.5 * pages);
    }

    private @Nullable Cut find(RangeSurvey range) {
        int[] last = range.characters();
        int[] end = range.end() == null ? null : characters(range.end());
        int fork = Math.max(prefixLength, end == null ? 0 : RangeSurvey.shared(last, end));
        if (fork >= last.length) {
            return null; // the last listed key is all that it shares with the end
        }
        Cut behindName = range.fruitless() == 0 ? null : behindName(range, fork);
        return behindName == null ? further(range, end, fork) : behindName;
    }

    /** A cut just behind all keys that begin as the last one does. */
    private @Nullable Cut behindName(RangeSurvey range, int fork) {
        int[] last = range.characters();
        double pagesLeft = range.pagesSinceMark() * MOST_TIMES / range.doubt();
        for (int at = Math.max(range.floor(), fork + 1); at < range.moving(); at++) {
            if (alphabets.varies(last, at)) {
                Cut cut = cut(range, behind(last, at, last[at]), at, false, pagesLeft);
                if (cut != null) {
                    return cut;
                }
            }
        }
        return null;
    }

    /** A cut half-way to the end, or a look behind the last character that is known. */
    private @Nullable Cut further(RangeSurvey range, int @Nullable [] end, int fork) {
        int[] last = range.characters();
        int look = -1;
        for (int at = Math.max(fork, Math.min(range.moving(), range.floor()));
                at < last.length;
                at++) {
            int[] bound = at == fork ? end : null;
            if (!alphabets.isClosed(last, at) && lastKnown(range, at) + 1 < limit(bound, at)) {
                look = at;
            }
            if (isKnown(range, at)) {
                Cut middle = middle(range, at, bound);
                if (middle != null || look == at) {
                    return middle == null ? look(range, look) : middle;
                }
            }
        }
        return look < 0 ? null : look(range, look);
    }

    // Where one character only was seen, and does not change now, another may never come.
    private boolean isKnown(RangeSurvey range, int at) {
        return at >= range.moving() || alphabets.varies(range.characters(), at);
    }

    private int lastKnown(RangeSurvey range, int at) {
        int[] last = range.characters();
        return isKnown(range, at) ? alphabets.last(last, at) : last[at];
    }

    private static int limit(int @Nullable [] bound, int at) {
        return bound == null ? Integer.MAX_VALUE : at < bound.length ? bound[at] : 0;
    }

    private @Nullable Cut look(RangeSurvey range, int at) {
        int[] key = behind(range.characters(), at, lastKnown(range, at));
        return cut(range, key, at, true, UNKNOWN_PAGES);
    }

    private @Nullable Cut middle(RangeSurvey range, int at, int @Nullable [] bound) {
        int[] last = range.characters();
        int[] mark = range.mark();
        double here = alphabets.fraction(last, at);
        double end = bound == null ? 1 : alphabets.fraction(bound, at);
        double from = RangeSurvey.shared(mark, last) < at ? 0 : alphabets.fraction(mark, at);
        if (end <= here) {
            return null;
        }
        double times =
                here <= from ? MOST_TIMES : Math.min(MOST_TIMES, (end - here) / (here - from));
        double pagesLeft = range.pagesSinceMark() * times / range.doubt();
        return cut(range, alphabets.at((here + end) / 2, last, at), at, false, pagesLeft);
    }

    /** What comes behind all keys with these first characters and then {@code character}. */
    private static int[] behind(int[] key, int at, int character) {
        int[] behind = Arrays.copyOf(key, at + 1);
        boolean isLastBeforeSurrogates = character + 1 == Character.MIN_SURROGATE;
        behind[at] = isLastBeforeSurrogates ? Character.MAX_SURROGATE + 1 : character + 1;
        return behind;
    }

    private static @Nullable Cut cut(
            RangeSurvey range, int[] characters, int at, boolean isLook, double pagesLeft) {
        if (!Character.isValidCodePoint(characters[characters.length - 1])) {
            return null;
        }
        Key key = Key.of(new String(characters, 0, characters.length));
        return range.isOpenAt(key) ? new Cut(key, at, isLook, pagesLeft) : null;
    }
}
