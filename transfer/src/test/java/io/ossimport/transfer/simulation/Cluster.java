package io.ossimport.transfer.simulation;

import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Order;
import io.ossimport.transfer.plan.Planner;
import io.ossimport.transfer.plan.PlannerState;
import io.ossimport.transfer.report.Totals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Flink as the engine sees it: one planner, movers in tasks, and messages and checkpoints between
 * them with the promises that Flink makes, and no others.
 *
 * <ul>
 *   <li>Messages of one life of a task arrive in order, or are lost with it.
 *   <li>A checkpoint takes the planner's state first, then each task's at a time of its own. From
 *       the first to its own, orders to a task wait. A task's messages from before its
 *       acknowledgement arrive before that.
 *   <li>A checkpoint is complete when all tasks acknowledged it; only then their outcomes count.
 *       Tasks hear of that late or never. A crash aborts a checkpoint under way.
 *   <li>When one task crashes, what was assigned to it since the last complete checkpoint is given
 *       back to the planner; then it starts with what that checkpoint kept of it. When all crash,
 *       so does the planner, and the number of movers may be another.
 * </ul>
 */
final class Cluster {

    /** Makes the mover of a new life, and its ways to the stores. */
    interface Lives {
        Link source();

        Link destination();

        Mover mover(Link source, Link destination, Totals start, ScheduledExecutorService own);
    }

    /** A checkpoint, complete or under way. */
    private static final class Checkpoint {
        final long id;
        final PlannerState planner;
        final Map<Integer, Node.Saved> saved = new LinkedHashMap<>();
        final Map<Node, Integer> outcomes = new LinkedHashMap<>();
        int acknowledged;
        int ended;

        Checkpoint(long id, PlannerState planner) {
            this.id = id;
            this.planner = planner;
        }
    }

    /**
     * A range that a mover was given.
     *
     * @param checkpoint the last that was begun before
     */
    private record Assigned(RangeProgress range, long checkpoint) {}

    private final VirtualTime time;
    private final Random chance;
    private final Trace trace;
    private final Judge judge;
    private final Lives lives;
    private final int messageMillis;
    private final int pollMillis;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Integer, Node> registered = new LinkedHashMap<>();
    private final Map<Integer, List<Assigned>> assigned = new LinkedHashMap<>();
    private final Map<Integer, Deque<Order>> held = new LinkedHashMap<>();
    private final Set<Integer> toldToEnd = new LinkedHashSet<>();
    private Planner planner = Planner.begin();
    private Checkpoint complete = new Checkpoint(0, planner.state());
    private @Nullable Checkpoint pending;
    private long checkpoints;
    private int generation;
    private boolean done;

    Cluster(VirtualTime time, Random chance, Trace trace, Judge judge, Lives lives) {
        this.time = time;
        this.chance = chance;
        this.trace = trace;
        this.judge = judge;
        this.lives = lives;
        this.messageMillis = 1 + chance.nextInt(chance.nextBoolean() ? 5 : 300);
        this.pollMillis = 1 + chance.nextInt(chance.nextInt(4) > 0 ? 10 : 400);
    }

    /** Starts the job for the first time. */
    void begin() {
        int movers = 1 + chance.nextInt(4);
        for (int i = 0; i < movers; i++) {
            start(i, Node.Saved.NOTHING, false);
        }
        checkpointLater();
    }

    /** Whether the job has come to its end. */
    boolean isDone() {
        return done;
    }

    VirtualTime time() {
        return time;
    }

    Trace trace() {
        return trace;
    }

    Judge judge() {
        return judge;
    }

    Planner planner() {
        return planner;
    }

    long messageNanos() {
        return chance.nextInt(messageMillis) * 1_000_000L;
    }

    long pollMillis() {
        return chance.nextInt(pollMillis);
    }

    int pollCount() {
        return 1 + chance.nextInt(20);
    }

    Mover mover(Link source, Link destination, Totals start, ScheduledExecutorService own) {
        return lives.mover(source, destination, start, own);
    }

    private void start(int number, Node.Saved saved, boolean isRestored) {
        trace.say("starts", number, saved.ranges().size());
        Node node = new Node(number, this, lives.source(), lives.destination(), saved);
        if (number < nodes.size()) {
            nodes.set(number, node);
        } else {
            nodes.add(node);
        }
        node.start(isRestored);
    }

    void registered(Node node) {
        registered.put(node.number, node);
        toldToEnd.remove(node.number);
    }

    /** A mover asks for work. */
    void idle(int mover) {
        if (!toldToEnd.contains(mover)) {
            carryOut(planner.idle(mover));
        }
    }

    /** A mover could list one more range. */
    void wants(int mover) {
        if (!toldToEnd.contains(mover)) {
            carryOut(planner.wants(mover));
        }
    }

    /** Brings orders on their way. */
    void carryOut(Collection<Order> given) {
        Deque<Order> orders = new ArrayDeque<>(given);
        while (!orders.isEmpty()) {
            Order order = orders.removeFirst();
            if (registered.containsKey(order.mover())) {
                carryOut(order);
            } else {
                orders.addAll(takeBack(order));
            }
        }
        if (planner.done()) {
            for (int mover : registered.keySet()) {
                if (toldToEnd.add(mover)) {
                    order(new Order.NoMoreWork(mover));
                }
            }
        }
    }

    private void carryOut(Order order) {
        if (order instanceof Order.NoMoreWork) {
            return; // it waits until it is true for all
        }
        if (order instanceof Order.Assign assign) {
            assigned.computeIfAbsent(assign.mover(), m -> new ArrayList<>())
                    .add(new Assigned(assign.range(), checkpoints));
        }
        order(order);
    }

    private List<Order> takeBack(Order order) {
        if (order instanceof Order.Assign assign) {
            List<Order> orders = new ArrayList<>(planner.lost(assign.mover()));
            orders.addAll(planner.returned(List.of(assign.range())));
            return orders;
        }
        if (order instanceof Order.Borrow borrow) {
            return planner.lost(borrow.mover());
        }
        return order instanceof Order.AskToGiveAway
                ? planner.nothingToGive(order.mover())
                : List.of();
    }

    private void order(Order order) {
        Deque<Order> waiting = held.get(order.mover());
        if (waiting != null) {
            waiting.addLast(order);
            return;
        }
        Node node = nodes.get(order.mover());
        time.laterNanos(
                messageMillis * 1_000_000L,
                () -> {
                    if (!node.isDead()) {
                        node.obey(order);
                    }
                });
    }

    private void checkpointLater() {
        time.laterMillis(200 + chance.nextInt(3000), this::checkpoint);
    }

    private void checkpoint() {
        if (done) {
            return;
        }
        checkpointLater();
        if (pending != null || registered.size() < nodes.size()) {
            return;
        }
        Checkpoint begun = new Checkpoint(++checkpoints, planner.state());
        pending = begun;
        trace.say("checkpoint begins", begun.id);
        for (Node node : nodes) {
            held.put(node.number, new ArrayDeque<>());
            // What was sent to a task before goes the same way, and is there first.
            time.laterMillis(messageMillis + chance.nextInt(100), () -> save(begun, node));
        }
    }

    private void save(Checkpoint begun, Node node) {
        if (begun != pending || node.isDead()) {
            return;
        }
        begun.saved.put(node.number, node.save(begun.id));
        begun.outcomes.put(node, node.given().size());
        begun.ended += node.isEnded() ? 1 : 0;
        node.send(() -> acknowledged(begun, node));
    }

    private void acknowledged(Checkpoint begun, Node node) {
        if (begun != pending) {
            return;
        }
        release(node.number);
        if (++begun.acknowledged == nodes.size()) {
            completed(begun);
        }
    }

    private void release(int mover) {
        Deque<Order> waiting = held.remove(mover);
        if (waiting != null) {
            waiting.forEach(this::order);
        }
    }

    private void completed(Checkpoint begun) {
        pending = null;
        complete = begun;
        begun.outcomes.forEach((node, count) -> judge.commit(node.takeGiven(count)));
        trace.say("checkpoint complete", begun.id, judge.counted().listed());
        judge.totals(
                begun.saved.values().stream()
                        .map(Node.Saved::totals)
                        .reduce(Totals.ZERO, Totals::plus));
        assigned.values().forEach(list -> list.removeIf(a -> a.checkpoint() < begun.id));
        done = begun.ended == nodes.size();
        for (Node node : nodes) {
            if (chance.nextInt(8) > 0) {
                int after = chance.nextInt(chance.nextInt(4) == 0 ? 5000 : 50);
                time.laterMillis(after, () -> tell(node, begun));
            }
        }
    }

    private static void tell(Node node, Checkpoint done) {
        if (!node.isDead()) {
            node.complete(done.id);
        }
    }

    /** A store as a whole failed: the job stops, and somebody lets it go on later. */
    void failed(StoreException failure) {
        trace.say("a store failed", failure.kind().name());
        crashAll(false, 5_000);
    }

    /** Something in the cluster dies, or somebody stops the job. */
    void crash() {
        Node node = nodes.get(chance.nextInt(nodes.size()));
        boolean killed = chance.nextBoolean();
        if (done || nodes.stream().anyMatch(each -> each.isDead() && each != node)) {
            return;
        }
        if (node.isDead() || chance.nextInt(3) == 0) {
            crashAll(killed, 500);
        } else {
            crash(node, killed);
        }
    }

    private void abortCheckpoint() {
        pending = null;
        for (Integer mover : List.copyOf(held.keySet())) {
            release(mover);
        }
    }

    private void crash(Node node, boolean killed) {
        trace.say(killed ? "is killed" : "crashes", node.number);
        node.die(killed);
        registered.remove(node.number);
        abortCheckpoint();
        int current = generation;
        time.laterMillis(
                chance.nextInt(500),
                () -> {
                    if (current == generation) {
                        restart(node.number);
                    }
                });
    }

    private void restart(int mover) {
        List<RangeProgress> back = new ArrayList<>();
        List<Assigned> lost = assigned.remove(mover);
        if (lost != null) {
            lost.forEach(each -> back.add(each.range()));
        }
        List<Order> orders = new ArrayList<>(planner.lost(mover));
        orders.addAll(planner.returned(back));
        carryOut(orders);
        start(mover, savedOf(mover), complete.saved.containsKey(mover));
    }

    private void crashAll(boolean killed, int millis) {
        trace.say(killed ? "all are killed" : "all stop", nodes.size());
        generation++;
        nodes.forEach(node -> node.die(killed));
        registered.clear();
        assigned.clear();
        held.clear();
        toldToEnd.clear();
        pending = null;
        int current = generation;
        time.laterMillis(
                chance.nextInt(millis),
                () -> {
                    if (current == generation) {
                        restartAll();
                    }
                });
    }

    private void restartAll() {
        planner = Planner.restore(complete.planner);
        int before = complete.saved.size();
        int movers = chance.nextInt(3) == 0 || before == 0 ? 1 + chance.nextInt(4) : before;
        if (movers != before && before > 0) {
            Map<Integer, Node.Saved> dealt = dealt(complete.saved.values(), movers);
            complete = new Checkpoint(complete.id, complete.planner);
            complete.saved.putAll(dealt);
        }
        nodes.clear();
        for (int i = 0; i < movers; i++) {
            start(i, savedOf(i), complete.saved.containsKey(i));
        }
    }

    private Node.Saved savedOf(int mover) {
        return complete.saved.getOrDefault(mover, Node.Saved.NOTHING);
    }

    /** Deals out what was kept among another number of movers, as Flink does: in any way. */
    private Map<Integer, Node.Saved> dealt(Collection<Node.Saved> saved, int movers) {
        Map<Integer, Node.Saved> dealt = new LinkedHashMap<>();
        for (int i = 0; i < movers; i++) {
            dealt.put(i, Node.Saved.NOTHING);
        }
        for (Node.Saved each : saved) {
            for (RangeProgress range : each.ranges()) {
                Node.Saved one = new Node.Saved(List.of(range), List.of(), Totals.ZERO);
                dealt.merge(chance.nextInt(movers), one, Node.Saved::plus);
            }
            Node.Saved books = new Node.Saved(List.of(), each.reports(), each.totals());
            dealt.merge(chance.nextInt(movers), books, Node.Saved::plus);
        }
        return dealt;
    }
}
