package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the listing of one range has shown of it: what {@link RangeCutter} goes by. For one thread.
 */
public final class RangeSurvey {

    // After so many pages nobody waits any longer to hear of what was cut off.
    private static final int PATIENCE_PAGES = 3;

    private final Key after;
    private @Nullable Key end;
    private Key last;
    private int[] characters = {};
    private int[] previous = {};
    private int pages;
    private int pagesSinceCut;

    // A key from the recent half of the pages, so that the speed since then is that of today.
    private int[] mark = {};
    private int markPages;
    private int[] nextMark = {};
    private int nextMarkPages;

    private int cutPosition;
    private boolean awaitsPiece;
    private int fruitless;
    private int floor;
    private double guess;

    /**
     * @param after where the range begins, exclusive
     * @param end where it ends, inclusive; null to the end
     */
    public RangeSurvey(Key after, @Nullable Key end) {
        this.after = after;
        this.last = after;
        this.end = end;
    }

    void listed(Key firstOfPage, Key lastOfPage, int[] lastCharacters) {
        previous = pages == 0 ? RangeCutter.characters(firstOfPage) : characters;
        last = lastOfPage;
        characters = lastCharacters;
        pages++;
        pagesSinceCut++;
        if (pages == 1) {
            nextMark = previous;
        }
        if (Integer.bitCount(pages) == 1) {
            mark = nextMark;
            markPages = nextMarkPages;
            nextMark = characters;
            nextMarkPages = pages;
        }
    }

    /** The range ends here from now on. */
    public void endsAt(Key newEnd) {
        end = newEnd;
    }

    void cut(Cut cut) {
        endsAt(cut.key());
        cutPosition = cut.position();
        awaitsPiece = true;
        pagesSinceCut = 0;
        guess = cut.pagesLeft(); // of both parts, until the other one is counted by itself
    }

    /**
     * The first page of what was cut off, or its end without any key. In that case this range ends
     * before the cut, and the next is tried further back: half-way to where keys change from page
     * to page.
     *
     * @param piece what may have been cut off here
     */
    public void begun(RangeSurvey piece) {
        if (!awaitsPiece || end == null || !end.equals(piece.after)) {
            return;
        }
        awaitsPiece = false;
        guess /= 2;
        if (piece.pages == 0) {
            fruitless++;
            floor = Math.max(cutPosition + 1, (cutPosition + moving() + 1) / 2);
        } else {
            fruitless = 0;
            floor = 0;
        }
    }

    /** Whether a cut can be judged: the last one has shown what it brought. */
    boolean isReady() {
        return pagesSinceCut > (awaitsPiece ? PATIENCE_PAGES : 0);
    }

    /** Whether any key was listed. */
    public boolean hasKeys() {
        return pages > 0;
    }

    /** Whether the key lies beyond what was listed, and before the end. */
    boolean isOpenAt(Key key) {
        return key.compareTo(last) > 0 && (end == null || key.compareTo(end) < 0);
    }

    /** The first position at which keys differ from page to page. */
    int moving() {
        return shared(previous, characters);
    }

    /** How many characters both begin with. */
    static int shared(int[] one, int[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? one.length : at;
    }

    @Nullable Key end() {
        return end;
    }

    /** Of the last listed key. */
    int[] characters() {
        return characters;
    }

    /** Where the range was {@link #pagesSinceMark} ago. */
    int[] mark() {
        return mark;
    }

    int pagesSinceMark() {
        return pages - markPages;
    }

    /** How many cuts in a row brought nothing. */
    int fruitless() {
        return fruitless;
    }

    /** By what guesses are divided: doubled by each cut in a row that brought nothing. */
    double doubt() {
        return Math.pow(2, fruitless);
    }

    /** The first position to cut at. */
    int floor() {
        return floor;
    }

    /**
     * What was thought to be left when it was cut last, in pages; of both while one is not known.
     */
    double guess() {
        return guess;
    }
}
