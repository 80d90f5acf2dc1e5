package io.ossimport.transfer.move;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.CopyContext;
import io.ossimport.transfer.copy.ObjectCopy;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.plan.RangeCutter;
import io.ossimport.transfer.plan.RangeSurvey;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.OutcomeCount;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import io.ossimport.transfer.scan.Candidate;
import io.ossimport.transfer.scan.ChosenObjects;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.Triage;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works through ranges of keys: lists both ends, decides for each key, copies what is to be copied,
 * proves it, and gives exactly one outcome for each key.
 *
 * <p>Listing runs ahead by a bounded window of keys; copies begin in the order of keys, many at
 * once, and outcomes come as they are ready. All state is under one lock that is never held while a
 * store is called. One thread polls; every other method may be called by any thread.
 */
public final class Mover implements AutoCloseable {

    /** The most keys between the cursor and the end of the listing, over all ranges. */
    private static final int WINDOW = 100_000;

    /** No page is asked for while so many keys wait to be copied. */
    private static final int ENOUGH_WAITING = 3_000;

    /** A page may bring so many keys. */
    private static final int PAGE = 1_000;

    private final BothEnds ends;
    private final Triage triage;
    private final Totals start;
    private final Clock clock;
    private final ScheduledExecutorService own;
    private final CopyContext context;
    private final Availability availability;
    private final Loans loans;
    private final Object lock = new Object();
    private volatile boolean mayDivide;

    // guarded by lock
    private final RangeCutter cutter;
    private final PageLanes lanes;
    private final List<RangeWork> ranges = new ArrayList<>();
    private final Deque<Slot> waiting = new ArrayDeque<>();
    private final Set<ObjectCopy> copying = new LinkedHashSet<>();
    private final Deque<Slot> decided = new ArrayDeque<>();
    private final List<RangeWork> finished = new ArrayList<>();
    private final OutcomeCount counted = new OutcomeCount(Totals.ZERO);
    private int windowSize;
    private int pagesUnderWay;
    private double wantedShare = 1; // of the keys of the last pages
    private boolean closed;
    private @Nullable StoreException failure;

    /**
     * A mover with a thread of its own, on the clock of this machine.
     *
     * @param start the totals to count on from, such as a checkpoint's
     * @param only the objects to move instead of all that are listed; null for all
     */
    public Mover(
            JobSpec job,
            ObjectStore source,
            ObjectStore destination,
            Totals start,
            @Nullable ChosenObjects only,
            Clock clock) {
        this(job, source, destination, start, only, Set.of(), clock);
    }

    /**
     * The same with keys that failed before.
     *
     * @param again keys that are taken whatever the time of their objects
     */
    public Mover(
            JobSpec job,
            ObjectStore source,
            ObjectStore destination,
            Totals start,
            @Nullable ChosenObjects only,
            Set<Key> again,
            Clock clock) {
        this(
                job,
                source,
                destination,
                start,
                only,
                again,
                clock,
                System::nanoTime,
                new Random(clock.millis()),
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "mover-" + job.name());
                            thread.setDaemon(true);
                            return thread;
                        }));
    }

    /**
     * The same with time and chance from outside. Beside the stores' answers nothing else decides
     * what a mover does and when.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param random of the waits before another try
     * @param own runs everything that does not run on a store's threads; {@link #close} shuts it
     *     down
     */
    public Mover(
            JobSpec job,
            ObjectStore source,
            ObjectStore destination,
            Totals start,
            @Nullable ChosenObjects only,
            Set<Key> again,
            Clock clock,
            LongSupplier nanoTime,
            Random random,
            ScheduledExecutorService own) {
        TakeRules take = only == null ? job.take() : only.take(job.take());
        Filter filter = new Filter(take, KeyMapping.prefix(job.source()), again);
        this.ends = new BothEnds(job, source, destination, only, filter, nanoTime, random, own);
        this.triage = new Triage(destination, filter, job.overwrite());
        this.start = start.atRest();
        this.clock = clock;
        this.own = own;
        this.context =
                new CopyContext(
                        job,
                        ends.source(),
                        ends.destination(),
                        clock,
                        nanoTime,
                        random,
                        this::nextCopy,
                        this::failed,
                        own);
        int mostPages = job.copy().transfersInFlight();
        this.lanes = new PageLanes(mostPages);
        this.cutter = new RangeCutter(ends.mapping().sourcePrefix(), mostPages);
        this.availability = new Availability(lock, this::isAvailable, context::later);
        this.loans = new Loans(context, this::copying, availability::signal);
        StoreException problem = ends.problem();
        if (problem != null) {
            failed(problem);
        }
    }

    /** Begins a range, or goes on with one. */
    public void take(RangeProgress range) {
        RangeWork work = new RangeWork(range, ends.list(range.rest().after()));
        synchronized (lock) {
            ranges.add(work);
            finishIfDone(work);
        }
        availability.signal();
        list();
    }

    /**
     * The next outcome, or null when there is none at the moment. From here on the books count it:
     * {@link #totals} and {@link #snapshot} know it as given.
     */
    public @Nullable Outcome poll() {
        Outcome outcome;
        boolean room;
        synchronized (lock) {
            Slot slot = decided.pollFirst();
            if (slot == null || slot.outcome == null) {
                return null;
            }
            outcome = slot.outcome;
            slot.outcome = null;
            slot.state = Slot.State.POLLED;
            counted.add(outcome);
            windowSize -= slot.range.advance();
            finishIfDone(slot.range);
            room = mayList();
        }
        if (room) {
            list();
        }
        return outcome;
    }

    private void finishIfDone(RangeWork work) {
        if (work.isFinished() && ranges.remove(work)) {
            finished.add(work);
        }
    }

    /**
     * Completes when {@link #poll} has something, a range was finished, or {@link #failure} is set;
     * at once when that is so already.
     */
    public CompletableFuture<Void> available() {
        return availability.await();
    }

    private boolean isAvailable() {
        return !decided.isEmpty() || !finished.isEmpty() || loans.hasDone() || failure != null;
    }

    /** The ids of ranges whose last outcome was polled, each given once. */
    public List<String> takeFinishedRanges() {
        synchronized (lock) {
            if (finished.isEmpty()) {
                return List.of();
            }
            List<String> ids = finished.stream().map(work -> work.id).toList();
            finished.clear();
            return ids;
        }
    }

    /**
     * Cuts off the end of a range for another mover, as a range with a new id: of what is not
     * listed yet where that is worth it, else half of the objects that wait for their turn. Null
     * when there is nothing to give.
     */
    public Report.@Nullable GivenAway giveAway() {
        synchronized (lock) {
            Report.GivenAway unlisted = cutUnlisted();
            return unlisted != null
                    ? unlisted
                    : ranges.stream()
                            .max(Comparator.comparingInt(RangeWork::waitingAtEnd))
                            .map(this::giveWaiting)
                            .orElse(null);
        }
    }

    /**
     * Cuts off the end of a range, as a range with a new id, where more ranges could be listed at
     * once than there are; null when that is not so. Cheap to ask often.
     */
    public Report.@Nullable GivenAway divide() {
        if (!mayDivide) {
            return null;
        }
        synchronized (lock) {
            Report.GivenAway piece = hasFreeLane() ? cutUnlisted() : null;
            mayDivide = piece != null;
            return piece;
        }
    }

    private Report.@Nullable GivenAway cutUnlisted() {
        if (!ends.canBeCut()) {
            return null;
        }
        Map<RangeSurvey, RangeWork> listed = new LinkedHashMap<>();
        ranges.stream().filter(work -> !work.isListed()).forEach(w -> listed.put(w.survey, w));
        RangeCutter.Decision cut = cutter.decide(listed.keySet());
        if (cut == null) {
            return null;
        }
        return Objects.requireNonNull(listed.get(cut.range())).cutUnlisted(cut.key());
    }

    private Report.@Nullable GivenAway giveWaiting(RangeWork work) {
        int count = work.waitingAtEnd() / 2;
        if (count == 0 || !ends.canBeCut()) {
            return null;
        }
        Deque<Slot> cutOff = new ArrayDeque<>();
        Report.GivenAway piece = work.cutWaiting(count, cutOff);
        windowSize -= cutOff.size();
        waiting.removeIf(slot -> slot.range == work && work.isBeyondEnd(slot.key));
        finishIfDone(work);
        return piece;
    }

    /** What this mover lends to others, and sends for others. */
    public Loans loans() {
        return loans;
    }

    private List<ObjectCopy> copying() {
        synchronized (lock) {
            return List.copyOf(copying);
        }
    }

    /** What a restore needs to go on, consistent with the outcomes polled so far. */
    public List<RangeProgress> snapshot() {
        synchronized (lock) {
            List<RangeProgress> snapshot = new ArrayList<>(ranges.size() + finished.size());
            ranges.forEach(work -> snapshot.add(work.progress()));
            finished.forEach(work -> snapshot.add(work.progress()));
            return snapshot;
        }
    }

    /** Counts since {@code start} began. Objects are counted when their outcome is polled. */
    public Totals totals() {
        int inFlight = context.inFlight();
        Waits waits = context.waits(awaitsPage());
        synchronized (lock) {
            Totals live =
                    new Totals(
                            0,
                            0,
                            0,
                            0,
                            0,
                            Totals.ZERO.proof(),
                            Totals.ZERO.reasons(),
                            ends.sourceRequests(),
                            ends.destinationRequests(),
                            context.bytesMoved(),
                            inFlight,
                            ranges.stream().mapToInt(RangeWork::unpolled).sum(),
                            0,
                            waits);
            return start.plus(counted.totals()).plus(live);
        }
    }

    private boolean awaitsPage() {
        synchronized (lock) {
            return waiting.isEmpty() && ranges.stream().anyMatch(work -> !work.isListed());
        }
    }

    /** Keeps to other limits from now on. */
    public void limit(Limits limits) {
        context.limit(limits);
    }

    /**
     * Why a whole store, or the listing, failed; null while none did. Once set, no new work is
     * begun.
     */
    public @Nullable StoreException failure() {
        synchronized (lock) {
            return failure;
        }
    }

    /** Cancels what is under way. Open uploads stay, for whoever goes on from the last snapshot. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        context.close();
        own.shutdownNow();
        ends.close();
    }

    private void failed(StoreException error) {
        synchronized (lock) {
            if (failure == null) {
                failure = error;
            }
        }
        context.stop();
        availability.signal();
    }

    /** Asks for pages while there is room for them. A loop where the stores answer at once. */
    private void list() {
        while (true) {
            RangeWork work;
            synchronized (lock) {
                work = mayList() ? nextToList() : null;
                if (work == null) {
                    return;
                }
                work.isAsking = true;
                pagesUnderWay++;
            }
            CompletableFuture<List<Candidate>> page = work.listing.next();
            if (!page.isDone()) {
                var unused =
                        page.whenComplete(
                                (candidates, error) -> {
                                    listed(work, candidates, error);
                                    list();
                                });
                continue;
            }
            try {
                listed(work, page.join(), null);
            } catch (CompletionException e) {
                listed(work, null, e);
            }
        }
    }

    private boolean mayList() {
        int underWay = pagesUnderWay * PAGE;
        return lanes.isOneFree(pagesUnderWay, decided.size())
                && !closed
                && failure == null
                && windowSize + underWay <= WINDOW - PAGE
                && waiting.size() + underWay * wantedShare < ENOUGH_WAITING;
    }

    private @Nullable RangeWork nextToList() {
        for (RangeWork work : ranges) {
            if (!work.isListed() && !work.isAsking) {
                return work;
            }
        }
        return null;
    }

    private boolean hasFreeLane() {
        return mayList() && nextToList() == null;
    }

    private void listed(
            RangeWork work, @Nullable List<Candidate> candidates, @Nullable Throwable error) {
        synchronized (lock) {
            work.isAsking = false;
            pagesUnderWay--;
            lanes.came(decided.size());
            if (candidates != null) {
                admit(work, candidates);
                if (work.listing.isEnded()) {
                    work.setListed();
                }
                begun(work);
                windowSize -= work.advance();
                finishIfDone(work);
            }
            mayDivide = true;
        }
        if (error != null) {
            failed(StoreException.from(error, "list", ends.source().name()));
        }
        context.wake();
        availability.signal();
    }

    private void begun(RangeWork work) {
        if (!work.isBegun && (work.survey.hasKeys() || work.isListed())) {
            work.isBegun = true;
            ranges.forEach(giver -> giver.survey.begun(work.survey));
        }
    }

    private void admit(RangeWork work, List<Candidate> candidates) {
        int waitingBefore = waiting.size();
        int listed = 0;
        while (listed < candidates.size() && !work.isListed()) {
            admit(work, candidates.get(listed));
            listed += work.isListed() ? 0 : 1; // else the rest was given away
        }
        if (listed > 0) {
            Key first = candidates.get(0).source().key();
            cutter.listed(work.survey, first, candidates.get(listed - 1).source().key());
            wantedShare = (wantedShare + (double) (waiting.size() - waitingBefore) / listed) / 2;
        }
    }

    private void admit(RangeWork work, Candidate candidate) {
        int before = work.windowSize();
        Slot slot = work.admit(candidate.source().key());
        if (slot == null) {
            return;
        }
        windowSize += work.windowSize() - before;
        if (slot.state == Slot.State.POLLED) {
            return;
        }
        Triage.Decision decision = triage.decide(candidate);
        boolean wanted = decision.reason().kind() == OutcomeKind.COPIED;
        // What this job was copying in parts is gone on with, also if it looks complete by now:
        // only that proves it.
        if (wanted || slot.resume != null) {
            slot.candidate = candidate;
            slot.ifCopied = wanted ? decision.reason() : Reason.NEW;
            waiting.addLast(slot);
        } else {
            slot.decided(outcome(candidate, decision));
            decided.addLast(slot);
        }
    }

    private Outcome outcome(Candidate candidate, Triage.Decision decision) {
        ListedObject object = candidate.source();
        long now = clock.millis();
        return new Outcome(
                decision.reason(),
                object.key(),
                candidate.destinationKey(),
                object.size(),
                object.lastModifiedMillis(),
                object.etag(),
                object.checksum(),
                Checksum.NONE,
                ProofLevel.NONE,
                decision.message(),
                0,
                "",
                0,
                now,
                now);
    }

    private @Nullable ObjectCopy nextCopy() {
        synchronized (lock) {
            Slot slot = waiting.pollFirst();
            if (slot == null || slot.candidate == null) {
                return null;
            }
            slot.state = Slot.State.COPYING;
            slot.copy =
                    new ObjectCopy(
                            context,
                            slot.candidate.source(),
                            slot.candidate.destinationKey(),
                            slot.ifCopied,
                            slot.resume,
                            outcome -> copied(slot, outcome));
            slot.resume = null;
            copying.add(slot.copy);
            return slot.copy;
        }
    }

    private void copied(Slot slot, Outcome outcome) {
        boolean room;
        int ready;
        synchronized (lock) {
            copying.remove(slot.copy);
            slot.decided(outcome);
            decided.addLast(slot);
            ready = decided.size();
            room = mayList();
        }
        availability.outcome(ready);
        if (room) {
            list();
        }
    }
}
