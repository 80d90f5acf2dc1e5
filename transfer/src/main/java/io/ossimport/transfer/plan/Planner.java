package io.ossimport.transfer.plan;

import io.ossimport.transfer.move.RangeProgress;
import java.util.Collection;
import java.util.List;

/**
 * Hands ranges of keys to movers until none is left. Begins with one range; when a mover has
 * nothing to do and nothing waits, another one is asked to give away the far half of what it has.
 *
 * <p>A pure state machine: each call takes what happened and gives the orders that follow from it.
 * For one thread.
 */
public final class Planner {

    /** A planner for a job that begins. */
    public static Planner begin() {
        return notYet();
    }

    /**
     * A planner that goes on from {@code state}. Movers that still run must report by {@link
     * #restored}.
     */
    public static Planner restore(PlannerState state) {
        return notYet();
    }

    /** The mover has nothing to do. */
    public List<Order> idle(int mover) {
        return notYet();
    }

    /** A report came in. Known ones are ignored. */
    public List<Order> reported(int mover, Report report) {
        return notYet();
    }

    /** The mover was asked to give away and has nothing to give. */
    public List<Order> nothingToGive(int mover) {
        return notYet();
    }

    /** A checkpoint of the mover is complete: these reports will not be sent again. */
    public void confirmed(Collection<String> reportIds) {
        notYet();
    }

    /**
     * The mover is gone. Its ranges come back by {@link #returned}, or with its next life by {@link
     * #restored}.
     */
    public List<Order> lost(int mover) {
        return notYet();
    }

    /** Ranges that were assigned to a mover that is gone and that are in no checkpoint of it. */
    public List<Order> returned(List<RangeProgress> ranges) {
        return notYet();
    }

    /**
     * A mover lives again and has these ranges from its checkpoint. Its unconfirmed reports must
     * have been given to {@link #reported} before. It may work on each only after its {@link
     * Order.GoOn}.
     */
    public List<Order> restored(int mover, List<RangeProgress> held) {
        return notYet();
    }

    /** Whether no range is left that is not finished. */
    public boolean done() {
        return notYet();
    }

    /** Everything that {@link #restore} needs. */
    public PlannerState state() {
        return notYet();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // a placeholder for any result
    private static <T> T notYet() {
        throw new UnsupportedOperationException("not yet");
    }
}
