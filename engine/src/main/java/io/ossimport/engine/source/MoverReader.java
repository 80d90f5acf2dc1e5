package io.ossimport.engine.source;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.engine.source.MoverSplit.BooksSplit;
import io.ossimport.engine.source.MoverSplit.RangeSplit;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.input.ListUrls;
import io.ossimport.transfer.input.ListedObjects;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.plan.ReportLog;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.retry.FailedKeys;
import io.ossimport.transfer.retry.FailedObjects;
import io.ossimport.transfer.scan.ChosenObjects;
import io.ossimport.transfer.uploads.JournaledStore;
import io.ossimport.transfer.uploads.UploadJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mover, hung on Flink: gives its outcomes, keeps its ranges and books in checkpoints, and
 * carries messages between it and the planner. All methods run on the task's one thread and none
 * waits; listing and copying go on elsewhere, inside {@link Mover}.
 *
 * <p>Flink promises nothing about messages to the planner around a crash, so every report is kept
 * in checkpoints until one that holds it is complete, and is sent again after a restore. Restored
 * ranges lie still until the planner says where they end by now.
 */
final class MoverReader implements SourceReader<Outcome, MoverSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(MoverReader.class);
    private static final long TICK_MILLIS = 500;

    private final RunId run;
    private final boolean hasMachines;
    private final JobSpec job;
    private final SourceReaderContext context;
    private final Map<String, RangeProgress> waiting = new LinkedHashMap<>();
    private final Set<String> working = new HashSet<>();
    private final ReportLog reports = new ReportLog();
    private Totals before = Totals.ZERO;
    private Totals said = Totals.ZERO;
    private long nextTickNanos = System.nanoTime();
    private boolean isRestored;
    private boolean noMoreWork;
    private @Nullable ObjectStore source;
    private @Nullable ObjectStore destination;
    private @Nullable ChosenObjects chosen;
    private @Nullable Mover mover;
    private CompletableFuture<Void> wake = new CompletableFuture<>();

    /**
     * @param hasMachines whether other movers of the run may be on other machines
     */
    MoverReader(RunId run, boolean hasMachines, SourceReaderContext context) {
        this.run = run;
        this.hasMachines = hasMachines;
        this.job = run.job();
        this.context = context;
    }

    /** Before {@link #start} these come out of a checkpoint; later the planner assigned them. */
    @Override
    public void addSplits(List<MoverSplit> splits) {
        for (MoverSplit split : splits) {
            if (split instanceof RangeSplit work && mover != null) {
                take(mover, work.range());
            } else if (split instanceof RangeSplit work) {
                isRestored = true;
                waiting.put(work.range().id(), work.range());
            } else if (split instanceof BooksSplit books) {
                isRestored = true;
                before = before.plus(books.totals());
                books.reports().forEach(reports::add);
            }
        }
        wake.complete(null);
    }

    @Override
    public void start() {
        try {
            Path input = JobFolder.of(job).input(run.run());
            source = ListUrls.over(StoreFactory.openStore(job.source()), job, input);
            destination = StoreFactory.openStore(job.destination());
        } catch (InvalidConfigException e) {
            throw new SuppressRestartsException(e); // it will not be right the next time either
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JobFolder folder = JobFolder.of(job);
        UploadJournal uploads = new UploadJournal(folder.uploads());
        Clock clock = Clock.systemUTC();
        mover =
                new Mover(
                        job,
                        source,
                        new JournaledStore(destination, uploads, clock),
                        before,
                        chosen(folder),
                        failedKeys(folder),
                        clock);
        if (isRestored) {
            reports.open().forEach(report -> send(new Message.Reported(report)));
            send(new Message.Restored(List.copyOf(waiting.values())));
            send(new Message.Counted(before, false));
        }
    }

    private Set<Key> failedKeys(JobFolder folder) {
        try {
            return FailedKeys.read(folder, run.failedOf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable ChosenObjects chosen(JobFolder folder) {
        try {
            if (run.isRetry()) {
                chosen = FailedObjects.read(folder, run.retryOf());
            } else if (job.input().given()) {
                chosen = ListedObjects.open(job, folder.input(run.run()));
            }
            return chosen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Outcome> output) {
        Mover mover = started();
        if (!noMoreWork) { // else nobody is left to take a piece
            divide(mover);
        }
        Outcome outcome = mover.poll();
        if (outcome != null) {
            output.collect(outcome);
            if (tick()) {
                sayTotals(mover, false);
            }
            return InputStatus.MORE_AVAILABLE;
        }
        StoreException failure = mover.failure();
        if (failure != null) {
            throw new SuppressRestartsException(sendable(failure));
        }
        for (String range : mover.takeFinishedRanges()) {
            working.remove(range);
            report(new Report.Finished(range));
            nextTickNanos = System.nanoTime(); // ask for more at once
        }
        for (LentPart part : mover.loans().takeDone()) {
            send(new Message.Repaid(part));
            nextTickNanos = System.nanoTime(); // ask for more at once
        }
        boolean hasRanges = !working.isEmpty() || !waiting.isEmpty();
        if (!hasRanges && noMoreWork) {
            sayTotals(mover, true);
            return InputStatus.END_OF_INPUT;
        }
        if (tick()) {
            sayTotals(mover, false);
            if (!hasRanges && !mover.loans().isBorrowing()) {
                context.sendSplitRequest();
            }
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (wake.isDone()) {
            wake = new CompletableFuture<>();
        }
        CompletableFuture<Void> next = wake;
        var unused = started().available().thenRun(() -> next.complete(null));
        return next.completeOnTimeout(null, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        Mover mover = started();
        Message message = Envelope.open(event);
        if (message instanceof Message.GiveAway) {
            giveAway(mover);
        } else if (message instanceof Message.GoOn goOn) {
            RangeProgress range = waiting.remove(goOn.rangeId());
            if (range != null) {
                take(mover, range.endingAt(goOn.upTo()));
            }
        } else if (message instanceof Message.Lent lent) {
            Loan loan = lent.loan();
            LOG.info("{} parts of {} for another mover", loan.parts().size(), loan.version().key());
            mover.loans().borrow(loan);
        } else if (message instanceof Message.Repaid repaid) {
            mover.loans().repaid(repaid.part());
        } else if (message instanceof Message.LoanLost lost) {
            mover.loans().lost(lost.loanId());
        } else if (message instanceof Message.Limited limited) {
            mover.limit(limited.limits());
        } else {
            throw new IllegalArgumentException("not for a mover: " + message);
        }
        wake.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreWork = true;
        wake.complete(null);
    }

    @Override
    public List<MoverSplit> snapshotState(long checkpointId) {
        Mover mover = started();
        List<MoverSplit> splits = new ArrayList<>();
        mover.snapshot().forEach(range -> splits.add(new RangeSplit(range)));
        waiting.values().forEach(range -> splits.add(new RangeSplit(range)));
        splits.add(
                new BooksSplit(
                        "books " + UUID.randomUUID(),
                        mover.totals(),
                        reports.snapshot(checkpointId)));
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        List<String> confirmed = reports.complete(checkpointId);
        if (!confirmed.isEmpty()) {
            send(new Message.Confirmed(confirmed));
        }
    }

    @Override
    public void close() {
        // in this order: copies are cancelled before the stores that they use go away
        IOUtils.closeAllQuietly(mover, chosen, source, destination);
    }

    // Flink sends exceptions by Java's serialization, which not every cause can take.
    private StoreException sendable(StoreException failure) {
        if (InstantiationUtil.isSerializable(failure)) {
            return failure;
        }
        return StoreException.of(failure.kind(), "run", job.name())
                .status(failure.httpStatus())
                .requestId(failure.requestId())
                .detail(String.valueOf(failure.getMessage()))
                .build();
    }

    private Mover started() {
        if (mover == null) {
            throw new IllegalStateException("the mover has not been started");
        }
        return mover;
    }

    private void take(Mover mover, RangeProgress range) {
        working.add(range.id());
        mover.take(range);
    }

    private void giveAway(Mover mover) {
        Report piece = mover.giveAway();
        if (piece != null) {
            report(piece);
            return;
        }
        Loan loan = mover.loans().lend(hasMachines);
        send(loan == null ? new Message.NothingToGive() : new Message.Lent(loan));
    }

    private void divide(Mover mover) {
        Report piece = mover.divide();
        if (piece != null) {
            report(piece);
            send(new Message.Wants());
        }
    }

    private void report(Report report) {
        reports.add(report);
        send(new Message.Reported(report));
    }

    private void sayTotals(Mover mover, boolean last) {
        Totals totals = mover.totals();
        if (last || !totals.equals(said)) {
            said = totals;
            send(new Message.Counted(totals, last));
        }
    }

    /** Whether half a second has passed since this was true. */
    private boolean tick() {
        long now = System.nanoTime();
        if (now - nextTickNanos < 0) {
            return false;
        }
        nextTickNanos = now + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        return true;
    }

    private void send(Message message) {
        context.sendSourceEventToCoordinator(Envelope.of(message));
    }
}
