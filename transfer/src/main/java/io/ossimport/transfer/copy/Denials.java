package io.ossimport.transfer.copy;

import java.util.ArrayList;
import java.util.List;

/**
 * The objects that one store has denied us since it last let us have one. Their outcomes are held
 * back: as soon as another object goes through, the denial was about each of them alone; when so
 * many are denied in a row, the store denies everything, and none of them has an outcome. Safe for
 * many threads.
 */
final class Denials {

    /** After so many refusals in a row, with no success between, a store refuses everything. */
    static final int MOST = 50;

    private final List<Runnable> held = new ArrayList<>();
    private volatile boolean isEmpty = true;

    /**
     * Holds the outcome of one more denied object.
     *
     * @return false when the store denies everything; what was held is dropped then
     */
    synchronized boolean hold(Runnable outcome) {
        if (held.size() + 1 >= MOST) {
            held.clear();
            isEmpty = true;
            return false;
        }
        held.add(outcome);
        isEmpty = false;
        return true;
    }

    /** Gives the outcomes that are held: the store lets us in. */
    void release() {
        if (isEmpty) {
            return;
        }
        List<Runnable> outcomes;
        synchronized (this) {
            outcomes = List.copyOf(held);
            held.clear();
            isEmpty = true;
        }
        outcomes.forEach(Runnable::run);
    }
}
