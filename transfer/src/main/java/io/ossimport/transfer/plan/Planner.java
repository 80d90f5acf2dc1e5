package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.move.RangeProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands ranges of keys to movers until none is left. Begins with one range; when a mover has
 * nothing to do and nothing waits, another one is asked to give away a part of what it has. A mover
 * that could list more at once gives a piece away by itself, and wants one: if nobody is idle it
 * has it back, and by this way around nothing is known to the mover alone. Who has nothing to give
 * away but a large object lends parts of that.
 *
 * <p>A pure state machine: each call takes what happened and gives the orders that follow from it.
 * For one thread. It has no clock: whoever carries the messages calls {@link #idle} again every
 * second or so for a mover that still has nothing to do.
 *
 * <p>The planner remembers where each range ends, also of finished ones until no checkpoint can
 * bring them back, and which pieces were given away, as long as that may be reported again: a piece
 * may be finished and forgotten before its giver has a checkpoint without the report. A mover that
 * goes back to an older checkpoint may come with a range as long as it once was; by {@link
 * #restored} it learns where the range ends by now, since what lies beyond was given to others. So
 * no message between a mover and the planner needs to survive a crash.
 */
public final class Planner {

    /** A range that was begun. */
    private static final class Held {
        @Nullable Key upTo;
        int mover;
        boolean finished;

        Held(@Nullable Key upTo, int mover, boolean finished) {
            this.upTo = upTo;
            this.mover = mover;
            this.finished = finished;
        }
    }

    private static final int NOBODY = -1;

    private final Deque<RangeProgress> waiting = new ArrayDeque<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final Set<Integer> idle = new LinkedHashSet<>();
    private final Set<Integer> wanting = new LinkedHashSet<>();
    private final Set<Integer> asked = new HashSet<>();
    private final Set<Integer> without = new HashSet<>();
    private final Map<Integer, Long> lastAsked = new HashMap<>();
    private final LoanBook loans = new LoanBook();
    private long questions;

    private Planner() {}

    /** A planner for a job that begins. */
    public static Planner begin() {
        Planner planner = new Planner();
        planner.waiting.add(RangeProgress.begin(KeyRange.ALL));
        return planner;
    }

    /** A planner that goes on from {@code state}. */
    public static Planner restore(PlannerState state) {
        Planner planner = new Planner();
        planner.waiting.addAll(state.waiting());
        planner.given.addAll(state.given());
        for (PlannerState.Held range : state.held()) {
            planner.held.put(
                    range.rangeId(), new Held(range.upTo(), range.mover(), range.finished()));
        }
        return planner;
    }

    /** The mover has nothing to do. */
    public List<Order> idle(int mover) {
        idle.add(mover);
        without.clear();
        return orders();
    }

    /** The mover has something to do, but could list one more range at the same time. */
    public List<Order> wants(int mover) {
        wanting.add(mover);
        return orders();
    }

    /** A report came in. One that came before changes nothing. */
    public List<Order> reported(int mover, Report report) {
        if (report instanceof Report.Finished finished) {
            Held range = held.get(finished.rangeId());
            if (range != null) {
                range.finished = true;
                range.mover = mover;
            }
        } else if (report instanceof Report.GivenAway given) {
            givenAway(mover, given);
        }
        return orders();
    }

    private void givenAway(int mover, Report.GivenAway report) {
        asked.remove(mover);
        RangeProgress piece = report.piece();
        if (held.containsKey(piece.id()) || isWaiting(piece.id()) || !given.add(report.id())) {
            return;
        }
        Held range = held.get(report.rangeId());
        if (range != null && endsBefore(piece.rest().after(), range.upTo)) {
            range.upTo = piece.rest().after();
        }
        waiting.add(piece);
    }

    private static boolean endsBefore(Key end, @Nullable Key other) {
        return other == null || end.compareTo(other) < 0;
    }

    private boolean isWaiting(String rangeId) {
        return waiting.stream().anyMatch(range -> range.id().equals(rangeId));
    }

    /**
     * The mover was asked to give away and has nothing to give; it is asked again after {@link
     * #idle}.
     */
    public List<Order> nothingToGive(int mover) {
        asked.remove(mover);
        without.add(mover);
        return orders();
    }

    /** The mover was asked to give away and lends parts of a large object instead. */
    public List<Order> lends(int lender, Loan loan) {
        asked.remove(lender);
        List<Order> orders = new ArrayList<>();
        Integer borrower =
                idle.stream().filter(mover -> mover != lender).findFirst().orElse(NOBODY);
        if (borrower == NOBODY) {
            orders.add(new Order.LoanLost(lender, loan.id()));
        } else {
            idle.remove(borrower);
            loans.lent(lender, borrower, loan);
            orders.add(new Order.Borrow(borrower, loan));
        }
        orders.addAll(orders());
        return orders;
    }

    /** The mover is done with a part that it sends for another one. */
    public List<Order> repaid(int borrower, LentPart part) {
        return loans.repaid(borrower, part);
    }

    /**
     * These reports never come again, whatever crashes: ranges that they say are finished, and
     * pieces that they say were given away, may be forgotten.
     */
    public void confirmed(Collection<String> reportIds) {
        for (String id : reportIds) {
            given.remove(id);
            Report.Finished.rangeId(id)
                    .ifPresent(
                            rangeId -> {
                                Held range = held.get(rangeId);
                                if (range != null && range.finished) {
                                    held.remove(rangeId);
                                }
                            });
        }
    }

    /**
     * The mover is gone. Its ranges come back by {@link #returned}, or with its next life by {@link
     * #restored}.
     */
    public List<Order> lost(int mover) {
        idle.remove(mover);
        wanting.remove(mover);
        asked.remove(mover);
        List<Order> orders = new ArrayList<>(loans.lost(mover));
        orders.addAll(orders());
        return orders;
    }

    /**
     * Ranges that were assigned to a mover that is gone and that are in no checkpoint of it. They
     * are worked through from where they were when they were assigned.
     */
    public List<Order> returned(List<RangeProgress> ranges) {
        for (RangeProgress range : ranges) {
            Held known = held.remove(range.id());
            if (!isWaiting(range.id())) {
                waiting.addFirst(known == null ? range : range.endingAt(known.upTo));
            }
        }
        return orders();
    }

    /**
     * A mover lives again and has these ranges from its checkpoint. Its unconfirmed reports must
     * have been given to {@link #reported} before. It may work on each only after its {@link
     * Order.GoOn}.
     */
    public List<Order> restored(int mover, List<RangeProgress> ranges) {
        List<Order> orders = new ArrayList<>();
        for (RangeProgress range : ranges) {
            Held known =
                    held.computeIfAbsent(
                            range.id(), id -> new Held(range.rest().upTo(), mover, false));
            known.mover = mover;
            known.finished = false;
            Key end = range.rest().upTo();
            if (end != null && endsBefore(end, known.upTo)) {
                known.upTo = end;
            }
            orders.add(new Order.GoOn(mover, range.id(), known.upTo));
        }
        orders.addAll(orders());
        return orders;
    }

    /** Whether no range is left that is not finished. */
    public boolean done() {
        return waiting.isEmpty() && held.values().stream().allMatch(range -> range.finished);
    }

    /** Everything that {@link #restore} needs. */
    public PlannerState state() {
        List<PlannerState.Held> ranges = new ArrayList<>(held.size());
        held.forEach(
                (id, range) ->
                        ranges.add(
                                new PlannerState.Held(
                                        id, range.upTo, range.mover, range.finished)));
        return new PlannerState(List.copyOf(waiting), ranges, List.copyOf(given));
    }

    private List<Order> orders() {
        List<Order> orders = new ArrayList<>();
        assignTo(idle, orders);
        assignTo(wanting, orders);
        if (done()) {
            idle.forEach(mover -> orders.add(new Order.NoMoreWork(mover)));
            idle.clear();
            wanting.clear(); // who has ended takes nothing more, should work come back after all
        }
        askForMore(orders);
        return orders;
    }

    private void assignTo(Set<Integer> movers, List<Order> orders) {
        for (Integer mover : List.copyOf(movers)) {
            RangeProgress next = waiting.poll();
            if (next == null) {
                return;
            }
            idle.remove(mover);
            wanting.remove(mover);
            held.put(next.id(), new Held(next.rest().upTo(), mover, false));
            orders.add(new Order.Assign(mover, next));
        }
    }

    /** Asks as many movers as there are idle ones, those first that were not asked for longest. */
    private void askForMore(List<Order> orders) {
        while (asked.size() < idle.size()) {
            int chosen = NOBODY;
            for (Held range : held.values()) {
                int mover = range.mover;
                if (range.finished
                        || mover == NOBODY
                        || asked.contains(mover)
                        || without.contains(mover)
                        || idle.contains(mover)) {
                    continue;
                }
                if (chosen == NOBODY || askedAt(mover) < askedAt(chosen)) {
                    chosen = mover;
                }
            }
            if (chosen == NOBODY) {
                return;
            }
            asked.add(chosen);
            lastAsked.put(chosen, ++questions);
            orders.add(new Order.AskToGiveAway(chosen));
        }
    }

    private long askedAt(int mover) {
        return lastAsked.getOrDefault(mover, 0L);
    }
}
