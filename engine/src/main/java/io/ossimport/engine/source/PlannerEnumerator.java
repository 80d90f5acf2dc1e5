package io.ossimport.engine.source;

import io.ossimport.engine.source.MoverSplit.RangeSplit;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Order;
import io.ossimport.transfer.plan.Planner;
import io.ossimport.transfer.plan.PlannerState;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The planner, hung on Flink: what Flink and the movers say becomes calls of {@link Planner}, its
 * orders become splits and messages. All methods run on the coordinator's one thread, which nothing
 * here blocks but the first look at the limits and the last write of the progress file.
 *
 * <p>Movers are told that no work is left all at the same moment, when every range is finished: a
 * mover that ended early would take its books out of the checkpoints that follow.
 */
final class PlannerEnumerator implements SplitEnumerator<MoverSplit, PlannerState> {

    private static final Logger LOG = LoggerFactory.getLogger(PlannerEnumerator.class);
    private static final long PROGRESS_MILLIS = 1000;
    private static final long LIMITS_MILLIS = 500;

    private final Planner planner;
    private final ProgressFile progress;
    private final LiveLimits limits;
    private final SplitEnumeratorContext<MoverSplit> context;
    private final Map<Integer, Totals> counted = new HashMap<>();
    private final Set<Integer> ending = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private String limitsTrouble = "";
    // null until all movers have counted: a part of a resumed run is less than what was written
    private volatile @Nullable Totals sum;

    PlannerEnumerator(
            Planner planner,
            ProgressFile progress,
            LiveLimits limits,
            SplitEnumeratorContext<MoverSplit> context) {
        this.planner = planner;
        this.progress = progress;
        this.limits = limits;
        this.context = context;
    }

    @Override
    public void start() {
        try {
            limits.keepTo(limits.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // to go on without limits would be no good
        }
        context.callAsync(limits::read, this::limit, LIMITS_MILLIS, LIMITS_MILLIS);
        context.callAsync(
                this::writeProgress, this::wroteProgress, PROGRESS_MILLIS, PROGRESS_MILLIS);
    }

    @Override
    public void addReader(int mover) {
        ending.remove(mover);
        ended.remove(mover);
        limits.forget(mover);
        tellLimits();
    }

    private void limit(@Nullable Limits read, @Nullable Throwable problem) {
        String trouble = problem == null ? "" : String.valueOf(problem.getMessage());
        if (!trouble.isEmpty() && !trouble.equals(limitsTrouble)) {
            LOG.warn("the limits stay as they are: {}", trouble);
        }
        limitsTrouble = trouble;
        if (read != null) {
            limits.keepTo(read);
        }
        tellLimits();
    }

    private void tellLimits() {
        limits.news(context.registeredReaders().keySet())
                .forEach((mover, share) -> send(mover, new Message.Limited(share)));
    }

    @Override
    public void handleSplitRequest(int mover, @Nullable String requesterHostname) {
        // A mover that was told to end takes nothing more, also when work comes back after all.
        if (!ending.contains(mover)) {
            carryOut(planner.idle(mover));
        }
    }

    @Override
    public void addSplitsBack(List<MoverSplit> splits, int mover) {
        LOG.warn("mover {} was lost; its work goes back to its last checkpoint", mover);
        List<RangeProgress> ranges = new ArrayList<>();
        for (MoverSplit split : splits) {
            if (split instanceof RangeSplit work) {
                ranges.add(work.range());
            }
        }
        ending.remove(mover);
        ended.remove(mover);
        limits.forget(mover);
        List<Order> orders = new ArrayList<>(planner.lost(mover));
        orders.addAll(planner.returned(ranges));
        carryOut(orders);
    }

    @Override
    public void handleSourceEvent(int mover, SourceEvent event) {
        Message message = Envelope.open(event);
        if (message instanceof Message.Reported reported) {
            carryOut(planner.reported(mover, reported.report()));
        } else if (message instanceof Message.Restored restored) {
            carryOut(planner.restored(mover, restored.held()));
        } else if (message instanceof Message.NothingToGive) {
            carryOut(planner.nothingToGive(mover));
        } else if (message instanceof Message.Lent lent) {
            carryOut(planner.lends(mover, lent.loan()));
        } else if (message instanceof Message.Repaid repaid) {
            carryOut(planner.repaid(mover, repaid.part()));
        } else if (message instanceof Message.Wants) {
            wants(mover);
        } else if (message instanceof Message.Confirmed confirmed) {
            planner.confirmed(confirmed.reportIds());
        } else if (message instanceof Message.Counted totals) {
            count(mover, totals);
        } else {
            throw new IllegalArgumentException("not for the planner: " + message);
        }
    }

    private void wants(int mover) {
        if (!ending.contains(mover)) {
            carryOut(planner.wants(mover));
        }
    }

    private void carryOut(List<Order> given) {
        Deque<Order> orders = new ArrayDeque<>(given);
        while (!orders.isEmpty()) {
            Order order = orders.poll();
            LOG.debug("mover {}: {}", order.mover(), order.getClass().getSimpleName());
            if (context.registeredReaders().containsKey(order.mover())) {
                carryOut(order);
            } else {
                orders.addAll(takeBack(order));
            }
        }
        if (planner.done()) {
            for (int mover : context.registeredReaders().keySet()) {
                if (ending.add(mover)) {
                    context.signalNoMoreSplits(mover);
                }
            }
        }
    }

    private void carryOut(Order order) {
        if (order instanceof Order.Assign assign) {
            context.assignSplit(new RangeSplit(assign.range()), assign.mover());
        } else if (order instanceof Order.AskToGiveAway ask) {
            send(ask.mover(), new Message.GiveAway());
        } else if (order instanceof Order.GoOn goOn) {
            send(goOn.mover(), new Message.GoOn(goOn.rangeId(), goOn.upTo()));
        } else if (order instanceof Order.Borrow borrow) {
            send(borrow.mover(), new Message.Lent(borrow.loan()));
        } else if (order instanceof Order.Repaid repaid) {
            send(repaid.mover(), new Message.Repaid(repaid.part()));
        } else if (order instanceof Order.LoanLost lost) {
            send(lost.mover(), new Message.LoanLost(lost.loanId()));
        }
        // NoMoreWork to one mover waits until it is true for all, see above
    }

    // A mover that died a moment ago cannot be reached, although nobody has told the planner yet.
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

    private void send(int mover, Message message) {
        context.sendEventToSourceReader(mover, Envelope.of(message));
    }

    private void count(int mover, Message.Counted message) {
        counted.put(mover, message.totals());
        limits.counted(mover, message.totals());
        if (message.last()) {
            ended.add(mover);
        }
        if (counted.size() < context.currentParallelism()) {
            return;
        }
        Totals all = counted.values().stream().reduce(Totals.ZERO, Totals::plus);
        sum = all;
        if (ended.size() == context.currentParallelism()) {
            writeLast(all);
        }
    }

    // On this thread on purpose: when the job is over, the file must say how it ended.
    private void writeLast(Totals all) {
        try {
            progress.writeLast(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Void writeProgress() throws IOException {
        Totals all = sum;
        if (all != null) {
            progress.write(all);
        }
        return null;
    }

    private void wroteProgress(@Nullable Void nothing, @Nullable Throwable problem) {
        if (problem != null) {
            LOG.warn("progress could not be written: {}", problem.toString());
        }
    }

    @Override
    public PlannerState snapshotState(long checkpointId) {
        return planner.state();
    }

    @Override
    public void close() {}
}
