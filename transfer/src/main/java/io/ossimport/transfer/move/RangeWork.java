package io.ossimport.transfer.move;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.RangeSurvey;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.scan.LockStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range under way: its cursor, the window of listed keys beyond it, and what a restore left to be
 * taken up again. Guarded by the mover's lock.
 */
final class RangeWork {

    final String id;
    final LockStep listing;
    final RangeSurvey survey;
    private final Deque<Slot> window = new ArrayDeque<>();
    private final Deque<Key> finishedBefore;
    private final Deque<OpenUpload> uploadsBefore;
    private Key cursor;
    private @Nullable Key upTo;
    private boolean listed;

    /** Whether a page was asked for and has not come. */
    boolean isAsking;

    /** Whether its first page has come. */
    boolean isBegun;

    /**
     * @param listing of the range's keys, from its cursor on
     */
    RangeWork(RangeProgress progress, LockStep listing) {
        this.id = progress.id();
        this.listing = listing;
        this.cursor = progress.rest().after();
        this.upTo = progress.rest().upTo();
        this.survey = new RangeSurvey(cursor, upTo);
        this.listed = progress.rest().isEmpty();
        this.finishedBefore = new ArrayDeque<>(progress.finishedBeyond());
        this.uploadsBefore = new ArrayDeque<>(progress.uploads());
    }

    /** Whether all keys of the range are in the window or behind the cursor. */
    boolean isListed() {
        return listed;
    }

    /** Nothing more will be listed. */
    void setListed() {
        listed = true;
    }

    /** Whether every key of the range has its outcome polled. */
    boolean isFinished() {
        return listed && window.isEmpty();
    }

    /** How many keys are between the cursor and the end of the listing. */
    int windowSize() {
        return window.size();
    }

    /** Takes the next listed key into the window; null when it lies beyond the end of the range. */
    @Nullable Slot admit(Key key) {
        if (isBeyondEnd(key)) {
            listed = true;
            return null;
        }
        while (!finishedBefore.isEmpty() && finishedBefore.getFirst().compareTo(key) < 0) {
            window.addLast(finishedSlot(finishedBefore.removeFirst()));
        }
        boolean isFinished = key.equals(finishedBefore.peekFirst());
        if (isFinished) {
            finishedBefore.removeFirst();
        }
        Slot slot = isFinished ? finishedSlot(key) : new Slot(this, key);
        while (!uploadsBefore.isEmpty() && uploadsBefore.getFirst().key().compareTo(key) <= 0) {
            OpenUpload open = uploadsBefore.removeFirst();
            slot.resume = open.key().equals(key) ? open : null;
        }
        window.addLast(slot);
        return slot;
    }

    // A key that had its outcome before a restore. It may be gone from the source by now; it is
    // kept
    // until the cursor passes it, since it may come again before the next restore.
    private Slot finishedSlot(Key key) {
        Slot slot = new Slot(this, key);
        slot.state = Slot.State.POLLED;
        slot.before = true;
        return slot;
    }

    /**
     * Moves the cursor over the keys whose outcomes were polled.
     *
     * @return how many left the window
     */
    int advance() {
        int passed = 0;
        while (!window.isEmpty() && window.getFirst().state == Slot.State.POLLED) {
            cursor = window.removeFirst().key;
            passed++;
        }
        return passed;
    }

    RangeProgress progress() {
        List<Key> finished = new ArrayList<>();
        List<OpenUpload> uploads = new ArrayList<>();
        for (Slot slot : window) {
            addTo(slot, finished, uploads);
        }
        finished.addAll(finishedBefore);
        uploads.addAll(uploadsBefore);
        return new RangeProgress(id, new KeyRange(cursor, upTo), finished, uploads);
    }

    private static void addTo(Slot slot, List<Key> finished, List<OpenUpload> uploads) {
        OpenUpload open = slot.openUpload();
        if (slot.state == Slot.State.POLLED) {
            finished.add(slot.key);
        } else if (open != null) {
            uploads.add(open);
        }
    }

    /**
     * Cuts off the keys beyond {@code middle}.
     *
     * @param middle beyond all that was listed and before the end
     */
    Report.GivenAway cutUnlisted(Key middle) {
        return cut(middle, List.of());
    }

    /**
     * How many keys at the end of the window nobody has begun. Ends at a key whose outcome this
     * mover gave: should it go back to its last checkpoint, that outcome is lost, and whoever has
     * the key must know that it is to be done again.
     */
    int waitingAtEnd() {
        int waiting = 0;
        for (Iterator<Slot> slots = window.descendingIterator(); slots.hasNext(); ) {
            Slot slot = slots.next();
            if (slot.state != Slot.State.WAITING && !slot.before) {
                break;
            }
            waiting += slot.before ? 0 : 1;
        }
        return waiting;
    }

    /**
     * Cuts off the last {@code count} waiting keys and all behind them.
     *
     * @param cutOff takes the slots that are no longer here
     */
    Report.GivenAway cutWaiting(int count, Deque<Slot> cutOff) {
        int waiting = 0;
        while (waiting < count) {
            Slot slot = window.removeLast();
            cutOff.addFirst(slot);
            waiting += slot.state == Slot.State.WAITING ? 1 : 0;
        }
        Key middle = window.isEmpty() ? cursor : window.getLast().key;
        listed = true;
        return cut(middle, cutOff);
    }

    private Report.GivenAway cut(Key middle, Iterable<Slot> cutOff) {
        List<Key> finished = new ArrayList<>();
        List<OpenUpload> uploads = new ArrayList<>();
        for (Slot slot : cutOff) {
            addTo(slot, finished, uploads);
        }
        finishedBefore.stream().filter(key -> key.compareTo(middle) > 0).forEach(finished::add);
        finishedBefore.removeIf(key -> key.compareTo(middle) > 0);
        uploadsBefore.stream()
                .filter(open -> open.key().compareTo(middle) > 0)
                .forEach(uploads::add);
        uploadsBefore.removeIf(open -> open.key().compareTo(middle) > 0);
        RangeProgress piece =
                new RangeProgress(
                        UUID.randomUUID().toString(),
                        new KeyRange(middle, upTo),
                        finished,
                        uploads);
        upTo = middle;
        return new Report.GivenAway(id, piece);
    }

    /** Whether {@code key} lies behind the end of the range. */
    boolean isBeyondEnd(Key key) {
        return upTo != null && key.compareTo(upTo) > 0;
    }

    /** How many listed keys have no polled outcome. */
    int unpolled() {
        int unpolled = 0;
        for (Slot slot : window) {
            unpolled += slot.state == Slot.State.POLLED ? 0 : 1;
        }
        return unpolled;
    }
}
