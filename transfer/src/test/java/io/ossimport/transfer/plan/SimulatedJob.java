package io.ossimport.transfer.plan;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A planner and real movers with everything between them made unreliable: messages to the planner
 * are late and get lost in crashes, checkpoints are taken at any point, and one mover or all of
 * them go back to the last one. What a mover gave counts only from its next checkpoint on.
 */
final class SimulatedJob {

    /** Something that a mover tells the planner. */
    private interface Message {
        List<Order> deliver(Planner planner);
    }

    /** What a checkpoint keeps of one mover. */
    private record Saved(List<RangeProgress> ranges, List<Report> reports) {}

    private final JobSpec job;
    private final ObjectStore source;
    private final ObjectStore destination;
    private final Random random;
    private final Node[] nodes;
    private final List<Outcome> committed = new ArrayList<>();
    private Planner planner = Planner.begin();
    private PlannerState savedPlanner = planner.state();
    private long checkpoints;

    SimulatedJob(
            JobSpec job, ObjectStore source, ObjectStore destination, int movers, Random random) {
        this.job = job;
        this.source = source;
        this.destination = destination;
        this.random = random;
        this.nodes = new Node[movers];
        for (int i = 0; i < movers; i++) {
            nodes[i] = new Node(i);
        }
    }

    /** One mover and what surrounds it. */
    private final class Node {
        final int number;
        final Deque<Message> outbox = new ArrayDeque<>();
        final List<Outcome> given = new ArrayList<>();
        final List<RangeProgress> assigned = new ArrayList<>();
        final Map<String, RangeProgress> lying = new HashMap<>();
        final Set<String> working = new HashSet<>();
        Saved saved = new Saved(List.of(), List.of());
        ReportLog reports = new ReportLog();
        Mover mover;

        Node(int number) {
            this.number = number;
            this.mover = begin();
        }

        private Mover begin() {
            return new Mover(job, source, destination, Totals.ZERO, null, Clock.systemUTC());
        }

        void poll(int most) {
            for (int i = 0; i < most; i++) {
                Outcome outcome = mover.poll();
                if (outcome == null) {
                    break;
                }
                given.add(outcome);
            }
            for (String range : mover.takeFinishedRanges()) {
                working.remove(range);
                report(new Report.Finished(range));
            }
        }

        void report(Report report) {
            reports.add(report);
            outbox.add(planner -> planner.reported(number, report));
        }

        boolean isIdle() {
            return working.isEmpty() && lying.isEmpty();
        }

        void obey(Order order) {
            if (order instanceof Order.Assign assign) {
                assigned.add(assign.range());
                take(assign.range());
            } else if (order instanceof Order.GoOn goOn) {
                RangeProgress range = lying.remove(goOn.rangeId());
                if (range != null) {
                    take(range.endingAt(goOn.upTo()));
                }
            } else if (order instanceof Order.AskToGiveAway) {
                giveAway();
            }
        }

        private void take(RangeProgress range) {
            working.add(range.id());
            mover.take(range);
        }

        private void giveAway() {
            RangeProgress piece = mover.giveAway();
            if (piece == null) {
                outbox.add(planner -> planner.nothingToGive(number));
                return;
            }
            String from = "";
            for (RangeProgress range : mover.snapshot()) {
                if (Objects.equals(piece.rest().after(), range.rest().upTo())) {
                    from = range.id();
                }
            }
            report(new Report.GivenAway(from, piece));
        }

        void save(long checkpoint) {
            List<RangeProgress> ranges = new ArrayList<>(mover.snapshot());
            ranges.addAll(lying.values());
            saved = new Saved(ranges, reports.snapshot(checkpoint));
            committed.addAll(given);
            given.clear();
            assigned.clear();
        }

        /** The checkpoint is complete. */
        void confirm(long checkpoint) {
            List<String> confirmed = reports.complete(checkpoint);
            outbox.add(
                    planner -> {
                        planner.confirmed(confirmed);
                        return List.of();
                    });
        }

        /** Goes back to the last checkpoint. */
        void restore() {
            mover.close();
            mover = begin();
            outbox.clear();
            given.clear();
            assigned.clear();
            working.clear();
            lying.clear();
            reports = new ReportLog();
            for (Report report : saved.reports()) {
                report(report);
            }
            for (RangeProgress range : saved.ranges()) {
                lying.put(range.id(), range);
            }
            List<RangeProgress> held = List.copyOf(lying.values());
            outbox.add(planner -> planner.restored(number, held));
        }
    }

    /** Runs to the end. Gives all outcomes that count. */
    List<Outcome> run(int crashes) {
        int crashesLeft = crashes;
        while (!isDone()) {
            Node node = nodes[random.nextInt(nodes.length)];
            int what = random.nextInt(100);
            if (what < 40) {
                node.poll(1 + random.nextInt(10));
            } else if (what < 80) {
                deliver(node);
            } else if (what < 90) {
                if (node.isIdle()) {
                    node.outbox.add(planner -> planner.idle(node.number));
                }
            } else if (what < 96) {
                checkpoint();
            } else if (crashesLeft > 0) {
                crashesLeft--;
                crash(node);
            }
            LockSupport.parkNanos(100_000); // lets the movers get on
        }
        checkpoint();
        for (Node node : nodes) {
            node.mover.close();
        }
        return committed;
    }

    private boolean isDone() {
        if (!planner.done()) {
            return false;
        }
        for (Node node : nodes) {
            if (!node.isIdle() || !node.outbox.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void deliver(Node node) {
        Message message = node.outbox.poll();
        if (message != null) {
            obey(message.deliver(planner));
        }
    }

    private void obey(List<Order> orders) {
        orders.forEach(order -> nodes[order.mover()].obey(order));
    }

    // The planner's part first; messages that arrive after it are not in it; orders wait.
    private void checkpoint() {
        checkpoints++;
        savedPlanner = planner.state();
        List<Order> orders = new ArrayList<>();
        for (Node node : nodes) {
            Message late = random.nextBoolean() ? node.outbox.poll() : null;
            if (late != null) {
                orders.addAll(late.deliver(planner));
            }
        }
        for (Node node : nodes) {
            node.save(checkpoints);
        }
        // What was sent before the checkpoint arrives before its end: both go the same way in
        // Flink.
        for (Node node : nodes) {
            for (Message sent = node.outbox.poll(); sent != null; sent = node.outbox.poll()) {
                orders.addAll(sent.deliver(planner));
            }
        }
        if (random.nextInt(4) == 0) {
            crashAll(); // before anybody is told
            return;
        }
        for (Node node : nodes) {
            node.confirm(checkpoints);
        }
        obey(orders);
    }

    private void crashAll() {
        planner = Planner.restore(savedPlanner);
        for (Node node : nodes) {
            node.restore();
        }
    }

    private void crash(@Nullable Node one) {
        if (one == null || random.nextInt(3) == 0) {
            crashAll();
            return;
        }
        // The planner and the other movers go on.
        List<RangeProgress> assigned = List.copyOf(one.assigned);
        one.restore();
        obey(planner.lost(one.number));
        obey(planner.returned(assigned));
    }
}
