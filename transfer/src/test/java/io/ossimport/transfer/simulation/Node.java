package io.ossimport.transfer.simulation;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Order;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.plan.ReportLog;
import io.ossimport.transfer.report.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One life of a mover's task: what the engine's reader does around a {@link Mover}, and the way of
 * its messages. Ends with a crash; the next life is another node.
 */
final class Node {

    private static final long TICK_MILLIS = 500;

    /**
     * What a checkpoint keeps of one mover.
     *
     * @param totals what it counted, over all its lives
     */
    record Saved(List<RangeProgress> ranges, List<Report> reports, Totals totals) {

        static final Saved NOTHING = new Saved(List.of(), List.of(), Totals.ZERO);

        /** What one mover gets that takes over from two. */
        Saved plus(Saved other) {
            return new Saved(
                    both(ranges, other.ranges),
                    both(reports, other.reports),
                    totals.plus(other.totals));
        }

        private static <T> List<T> both(List<T> some, List<T> more) {
            List<T> both = new ArrayList<>(some);
            both.addAll(more);
            return both;
        }
    }

    final int number;
    private final Cluster cluster;
    private final Link source;
    private final Link destination;
    private final VirtualExecutor own;
    private final Mover mover;
    private final ReportLog reports = new ReportLog();
    private final Map<String, RangeProgress> lying = new LinkedHashMap<>();
    private final Set<String> working = new LinkedHashSet<>();
    private final List<Outcome> given = new ArrayList<>();
    private long lastTickMillis;
    private long polls;
    private long arrivesNanos;
    private boolean noMoreWork;
    private boolean ended;
    private boolean dead;

    Node(int number, Cluster cluster, Link source, Link destination, Saved saved) {
        this.number = number;
        this.cluster = cluster;
        this.source = source;
        this.destination = destination;
        this.own = cluster.time().executor();
        saved.reports().forEach(reports::add);
        saved.ranges().forEach(range -> lying.put(range.id(), range));
        this.mover = cluster.mover(source, destination, saved.totals(), own);
    }

    /** Tells the planner what is left of an earlier life. */
    void start(boolean isRestored) {
        send(() -> cluster.registered(this));
        if (isRestored) {
            reports.open().forEach(this::sendReport);
            List<RangeProgress> held = List.copyOf(lying.values());
            send(() -> cluster.carryOut(cluster.planner().restored(number, held)));
        }
        pollSoon();
    }

    boolean isDead() {
        return dead;
    }

    /** Whether it has reached the end of its input. */
    boolean isEnded() {
        return ended;
    }

    /** Sends the planner a message: in order, after some time, unless this life ends before. */
    void send(Runnable message) {
        long now = cluster.time().nanoTime();
        arrivesNanos = Math.max(arrivesNanos, now + cluster.messageNanos());
        cluster.time()
                .laterNanos(
                        arrivesNanos - now,
                        () -> {
                            if (!dead) {
                                message.run();
                            }
                        });
    }

    private void report(Report report) {
        reports.add(report);
        sendReport(report);
    }

    private void sendReport(Report report) {
        send(() -> cluster.carryOut(cluster.planner().reported(number, report)));
    }

    private void pollSoon() {
        long poll = ++polls;
        cluster.time().laterMillis(cluster.pollMillis(), () -> pollUnless(poll));
    }

    private void pollUnless(long poll) {
        if (!dead && !ended && poll == polls) {
            poll();
        }
    }

    private void poll() {
        for (int most = cluster.pollCount(); most > 0; most--) {
            if (!noMoreWork) {
                divide();
            }
            Outcome outcome = mover.poll();
            if (outcome == null) {
                nothingToPoll();
                return;
            }
            cluster.trace().say("outcome " + outcome.reason(), outcome.key(), number);
            cluster.judge().gave(outcome);
            given.add(outcome);
        }
        pollSoon();
    }

    private void nothingToPoll() {
        StoreException failure = mover.failure();
        if (failure != null) {
            cluster.failed(failure);
            return;
        }
        for (String range : mover.takeFinishedRanges()) {
            working.remove(range);
            report(new Report.Finished(range));
            lastTickMillis = 0;
        }
        for (LentPart part : mover.loans().takeDone()) {
            if (part.sent() != null) {
                cluster.judge().sentForAnother();
            }
            send(() -> cluster.carryOut(cluster.planner().repaid(number, part)));
            lastTickMillis = 0;
        }
        boolean hasRanges = !working.isEmpty() || !lying.isEmpty();
        boolean isIdle = !hasRanges && !mover.loans().isBorrowing();
        if (!hasRanges && noMoreWork) {
            cluster.trace().say("has nothing more to do", number);
            ended = true;
            return;
        }
        if (isIdle && cluster.time().millis() - lastTickMillis >= TICK_MILLIS) {
            lastTickMillis = cluster.time().millis();
            send(() -> cluster.idle(number));
        }
        long poll = ++polls;
        var unused = mover.available().thenRun(() -> pollAgain(poll));
        cluster.time().laterMillis(TICK_MILLIS, () -> pollUnless(poll));
    }

    private void pollAgain(long poll) {
        if (poll == polls) {
            pollSoon();
        }
    }

    /** An order of the planner has arrived. */
    void obey(Order order) {
        if (order instanceof Order.Assign assign) {
            take(assign.range());
        } else if (order instanceof Order.GoOn goOn) {
            RangeProgress range = lying.remove(goOn.rangeId());
            if (range != null) {
                take(range.endingAt(goOn.upTo()));
            }
        } else if (order instanceof Order.AskToGiveAway) {
            giveAway();
        } else if (order instanceof Order.Borrow borrow) {
            cluster.trace().say("borrows", borrow.loan().version().key(), number);
            mover.loans().borrow(borrow.loan());
        } else if (order instanceof Order.Repaid repaid) {
            mover.loans().repaid(repaid.part());
        } else if (order instanceof Order.LoanLost lost) {
            mover.loans().lost(lost.loanId());
        } else {
            noMoreWork = true;
        }
        pollSoon();
    }

    private void take(RangeProgress range) {
        cluster.trace().say("takes", range.rest().after(), number);
        working.add(range.id());
        mover.take(range);
    }

    private void giveAway() {
        Report.GivenAway given = mover.giveAway();
        Loan loan = given == null ? mover.loans().lend(true) : null;
        if (loan != null) {
            cluster.trace().say("lends", loan.version().key(), loan.parts().size());
            send(() -> cluster.carryOut(cluster.planner().lends(number, loan)));
            return;
        }
        if (given == null) {
            send(() -> cluster.carryOut(cluster.planner().nothingToGive(number)));
            return;
        }
        cluster.trace().say("gives away", given.piece().rest().after(), number);
        report(given);
    }

    private void divide() {
        Report.GivenAway given = mover.divide();
        if (given != null) {
            cluster.trace().say("divides", given.piece().rest().after(), number);
            report(given);
            send(() -> cluster.wants(number));
        }
    }

    /** Gives its state to a checkpoint. */
    Saved save(long checkpoint) {
        List<RangeProgress> ranges = new ArrayList<>(mover.snapshot());
        ranges.addAll(lying.values());
        return new Saved(ranges, reports.snapshot(checkpoint), mover.totals());
    }

    /** The outcomes that do not count yet. */
    List<Outcome> given() {
        return given;
    }

    /** The first of them, which count from now on. */
    List<Outcome> takeGiven(int count) {
        List<Outcome> first = given.subList(0, count);
        List<Outcome> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    /** A checkpoint is complete. */
    void complete(long checkpoint) {
        List<String> confirmed = reports.complete(checkpoint);
        if (!confirmed.isEmpty()) {
            send(() -> cluster.planner().confirmed(confirmed));
        }
    }

    /**
     * Its task is closed, and what is under way may still go on for a while; or its machine is
     * gone.
     */
    void die(boolean killed) {
        dead = true;
        if (killed) {
            source.cut();
            destination.cut();
            own.shutdown();
        } else {
            source.leave();
            destination.leave();
            mover.close();
        }
    }
}
