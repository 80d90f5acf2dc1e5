package io.ossimport.transfer.count;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.ThrottledStore;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.RangeCutter;
import io.ossimport.transfer.plan.RangeSurvey;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.scan.OrderedListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the source of a job has, by listing alone: a request for a thousand keys, and a few
 * more for the cuts by which several ranges are listed at once.
 *
 * <p>It begins with one range. While there are fewer than {@link #MOST_RANGES}, the rest of a range
 * that nobody has listed yet is cut in two, as {@link RangeCutter} decides. Where the source asks
 * for fewer requests it slows down like everybody else, and gives up when that does not help. All
 * state belongs to one thread; the store's answers are handed to it. For one count.
 */
public final class SourceCounter {

    /** How many ranges are listed at once: enough to be ahead of a run, few beside its copies. */
    static final int MOST_RANGES = 8;

    private final MeteredStore metered;
    private final ThrottledStore source;
    private final Key prefix;
    private final Filter filter;
    private final ListRetry retry;
    private final RangeCutter cutter;
    private final ScheduledExecutorService own;
    private final CompletableFuture<SourceCount> result = new CompletableFuture<>();
    private final LongAdder listed = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final LongAdder bytesTaken = new LongAdder();

    // of the own thread
    private final Map<RangeSurvey, Walk> walks = new LinkedHashMap<>();

    /**
     * @param filter what the job takes
     * @param nanoTime as {@link System#nanoTime}
     * @param random of the waits before another try
     * @param own the counter's thread, which makes the calls that had to wait; not shut down here
     */
    public SourceCounter(
            JobSpec job,
            ObjectStore source,
            Filter filter,
            LongSupplier nanoTime,
            Random random,
            ScheduledExecutorService own) {
        this.metered = new MeteredStore(source);
        this.source = new ThrottledStore(metered, nanoTime, random, own);
        this.prefix = KeyMapping.prefix(job.source());
        this.filter = filter;
        this.retry = ListRetry.of(job, random, own);
        this.cutter = new RangeCutter(prefix, MOST_RANGES);
        this.own = own;
    }

    /** A range that is being listed. */
    private static final class Walk {
        final OrderedListing listing;
        final RangeSurvey survey;
        @Nullable Key upTo;

        Walk(KeyRange range, OrderedListing listing) {
            this.listing = listing;
            this.survey = new RangeSurvey(range.after(), range.upTo());
            this.upTo = range.upTo();
        }

        boolean contains(ListedObject object) {
            return upTo == null || object.key().compareTo(upTo) <= 0;
        }
    }

    /**
     * Counts everything. Fails with {@link StoreException} when the source cannot be listed whole,
     * and with {@link CancellationException} after {@link #stop}.
     */
    public CompletableFuture<SourceCount> run() {
        own.execute(() -> guarded(this::begin));
        return result.whenComplete((count, error) -> source.close());
    }

    /** What was counted so far; whole only once {@link #run} has completed. Any thread. */
    public SourceCount count() {
        return count(result.isDone() && !result.isCompletedExceptionally());
    }

    private SourceCount count(boolean isWhole) {
        return new SourceCount(
                listed.sum(), taken.sum(), bytesTaken.sum(), isWhole, metered.requests());
    }

    /** Ends it: no request is begun from now on. Any thread. */
    public void stop() {
        result.completeExceptionally(new CancellationException("stopped"));
    }

    private void begin() {
        if (source.capabilities().orderedListing()) {
            add(KeyRange.ALL);
        } else {
            fail(
                    StoreException.of(StoreException.Kind.UNSUPPORTED, "list", source.name())
                            .detail("it does not list in order")
                            .build());
        }
    }

    private void add(KeyRange range) {
        Walk walk = new Walk(range, new OrderedListing(source, prefix, range.after(), retry));
        walks.put(walk.survey, walk);
        go(walk);
    }

    private void go(Walk walk) {
        if (!result.isDone()) {
            var unused =
                    walk.listing
                            .next()
                            .whenCompleteAsync(
                                    (page, error) -> guarded(() -> listed(walk, page, error)), own);
        }
    }

    private void listed(Walk walk, @Nullable List<ListedObject> page, @Nullable Throwable error) {
        if (page == null) {
            fail(error);
            return;
        }
        List<ListedObject> within = page.stream().filter(walk::contains).toList();
        within.forEach(this::add);
        if (!within.isEmpty()) {
            Key last = within.get(within.size() - 1).key();
            cutter.listed(walk.survey, within.get(0).key(), last);
            begun(walk);
        }
        if (within.size() < page.size() || walk.listing.isEnded()) {
            ended(walk);
        } else {
            divide();
            go(walk);
        }
    }

    private void add(ListedObject object) {
        listed.increment();
        if (filter.leavesOut(object) == null) {
            taken.increment();
            bytesTaken.add(object.size());
        }
    }

    private void divide() {
        RangeCutter.Decision cut = mayCut() ? cutter.decide(walks.keySet()) : null;
        if (cut != null) {
            Walk walk = Objects.requireNonNull(walks.get(cut.range()));
            KeyRange piece = new KeyRange(cut.key(), walk.upTo);
            walk.upTo = cut.key();
            add(piece);
        }
    }

    private boolean mayCut() {
        return walks.size() < MOST_RANGES && source.capabilities().startAfter();
    }

    // Whoever it was cut from knows now whether that was worth its requests.
    private void begun(Walk walk) {
        walks.keySet().forEach(giver -> giver.begun(walk.survey));
    }

    private void ended(Walk walk) {
        walks.remove(walk.survey);
        begun(walk);
        if (walks.isEmpty()) {
            result.complete(count(true));
        }
    }

    // Otherwise nobody would see what went wrong, and everybody would wait.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(@Nullable Throwable error) {
        result.completeExceptionally(
                error == null
                        ? new IllegalStateException("no answer")
                        : StoreException.cause(error));
    }
}
