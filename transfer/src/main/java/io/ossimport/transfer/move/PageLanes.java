package io.ossimport.transfer.move;

/**
 * How many pages are asked for at once: one more whenever whoever polls the outcomes runs out of
 * them, and one less whenever too many wait, which would only grow old in memory. So a store that
 * answers slowly is asked in parallel, and one that answers fast is not. For one thread at a time;
 * its owner locks.
 */
final class PageLanes {

    private static final int FIRST = 4;
    private static final int FEW = 1_000;
    private static final int ENOUGH = 10_000;

    private final int most;
    private int open;

    PageLanes(int most) {
        this.most = most;
        this.open = Math.min(FIRST, most);
    }

    /** A page has come while {@code decided} outcomes waited to be polled. */
    void came(int decided) {
        if (decided < FEW) {
            open = Math.min(most, open + 1);
        } else if (decided > ENOUGH) {
            open = Math.max(1, open - 1);
        }
    }

    /** Whether one more page may be asked for. */
    boolean isOneFree(int underWay, int decided) {
        return underWay < open && decided < ENOUGH;
    }
}
