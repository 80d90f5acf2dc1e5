package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.VerifyRules;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.RangeCutter;
import io.ossimport.transfer.plan.RangeSurvey;
import io.ossimport.transfer.scan.ChosenObjects;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.OrderedListing;
import io.ossimport.transfer.verify.VerifyContext.End;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares both ends: lists them in lock step, over several ranges of keys at once, and gives one
 * row for each key on either side.
 *
 * <p>It begins with one range. While there are fewer than {@link #MOST_RANGES}, the rest of a range
 * that nobody has listed yet is cut in two, as {@link RangeCutter} decides. All state belongs to
 * one thread; the stores' answers are handed to it. For one run.
 */
public final class Verifier {

    /** How many ranges are listed at once. */
    static final int MOST_RANGES = 8;

    private static final int MOST_HEADS = 64;
    private static final int MOST_READS = 16;

    private final Filter filter;
    private final VerifyRules.Depth depth;
    private final Sample sample;
    private final boolean knowsAll;
    private final KeyMapping mapping;
    private final ScheduledExecutorService own;
    private final ExecutorService manifestThread;
    private final VerifyContext context;
    private final Inquiry inquiry;
    private final Inquiries heads;
    private final Inquiries reads;
    private final CompletableFuture<VerifyTotals> result = new CompletableFuture<>();
    private final VerifyCount count = new VerifyCount();
    private final AtomicLong leftOut = new AtomicLong();
    private final AtomicLong listed = new AtomicLong();

    // of the own thread
    private final Deque<RangeWalk> paused = new ArrayDeque<>();
    private final RangeCutter cutter;
    private final Map<RangeSurvey, RangeWalk> walks = new LinkedHashMap<>();
    private Consumer<VerifyRow> rows = row -> {};

    /**
     * @param only the objects to compare instead of all that the source lists; what else the
     *     destination has is not looked at then. Null for all
     * @param manifest what an earlier run says of a version of the source: the checksum that the
     *     destination had, or {@link Checksum#NONE}; called by one thread at a time, may block
     */
    public Verifier(
            ObjectStore source,
            ObjectStore destination,
            JobSpec job,
            VerifyRules rules,
            Sample sample,
            @Nullable ChosenObjects only,
            Function<ListedObject, Checksum> manifest) {
        this.depth = rules.depth();
        this.sample = sample;
        this.knowsAll = only == null || only.areAll();
        this.mapping = KeyMapping.of(job);
        this.cutter = new RangeCutter(mapping.sourcePrefix(), MOST_RANGES);
        this.filter = new Filter(rules.take(), mapping.sourcePrefix());
        this.own = Executors.newSingleThreadScheduledExecutor(task -> thread("verify", task));
        this.manifestThread =
                Executors.newSingleThreadExecutor(task -> thread("verify-manifest", task));
        this.context = new VerifyContext(source, destination, job, only, own);
        boolean mayRead = depth == VerifyRules.Depth.CONTENTS;
        this.inquiry = new Inquiry(context, manifest, manifestThread, mayRead);
        this.heads = new Inquiries(mayRead ? MOST_READS : MOST_HEADS, own, this::inquired);
        this.reads = new Inquiries(MOST_READS, own, this::inquired);
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Gives a row for each key on either side, one at a time, in no order. Fails with {@link
     * StoreException} when a listing cannot be had whole or a store as a whole refuses, and with
     * {@link CancellationException} after {@link #stop}; no row comes after the end.
     */
    public CompletableFuture<VerifyTotals> run(Consumer<VerifyRow> rows) {
        own.execute(() -> guarded(() -> begin(rows)));
        return result.whenComplete(
                (totals, error) -> {
                    context.close();
                    own.shutdownNow();
                    manifestThread.shutdown();
                });
    }

    private void begin(Consumer<VerifyRow> rows) {
        this.rows = rows;
        for (End end : End.values()) {
            boolean isListed = end == End.SOURCE || mapping.keepsOrder();
            if (isListed && !context.listingOf(end).orderedListing()) {
                String store = context.name(end);
                result.completeExceptionally(
                        StoreException.of(StoreException.Kind.UNSUPPORTED, "list", store)
                                .detail("it does not list in order, which this version needs")
                                .build());
            }
        }
        add(KeyRange.ALL);
    }

    /** Ends it as soon as possible. Any thread. */
    public void stop() {
        try {
            own.execute(() -> result.completeExceptionally(new CancellationException("stopped")));
        } catch (RejectedExecutionException e) {
            // it has just come to its end
        }
    }

    /** How far it is. Any thread. */
    public VerifyTotals totals() {
        return new VerifyTotals(
                count.counts(),
                leftOut.get(),
                listed.get(),
                context.bytesRead(),
                context.source().requests(),
                context.destination().requests());
    }

    private void add(KeyRange range) {
        RangeWalk walk = walk(range);
        walks.put(walk.survey(), walk);
        go(walk);
    }

    private RangeWalk walk(KeyRange range) {
        Key after = range.after();
        OrderedListing ours = context.listing(End.SOURCE, mapping.sourcePrefix(), after);
        if (!mapping.keepsOrder()) {
            return RangeWalk.lookingUp(
                    range, ours, mapping, context.lookup(mapping, this::isCompared));
        }
        Key theirAfter = after.isEmpty() ? Key.EMPTY : mapping.toDestination(after);
        return RangeWalk.listing(
                range,
                ours,
                context.listing(End.DESTINATION, mapping.destinationPrefix(), theirAfter),
                mapping);
    }

    private boolean isCompared(ListedObject our) {
        return our.kind() != ListedObject.Kind.COLLIDING && filter.leavesOut(our) == null;
    }

    private void go(RangeWalk walk) {
        while (!result.isDone()) {
            if (heads.isFull() || reads.isFull()) {
                paused.addLast(walk);
                return;
            }
            RangeWalk.Step step = walk.next();
            if (step != null) {
                take(step);
                continue;
            }
            if (walk.isEnded()) {
                ended(walk);
                return;
            }
            var unused =
                    walk.fetch()
                            .whenCompleteAsync(
                                    (keys, error) -> guarded(() -> fetched(walk, keys, error)),
                                    own);
            return;
        }
    }

    private void fetched(RangeWalk walk, @Nullable Integer keys, @Nullable Throwable error) {
        if (error != null || keys == null) {
            fail(error);
            return;
        }
        listed.addAndGet(keys);
        walk.tell(cutter);
        if (walk.survey().hasKeys()) {
            begun(walk);
        }
        divide();
        go(walk);
    }

    private void divide() {
        if (!mayCut()) {
            return;
        }
        List<RangeSurvey> open =
                walks.values().stream()
                        .filter(walk -> !walk.isListed())
                        .map(RangeWalk::survey)
                        .toList();
        RangeCutter.Decision cut = cutter.decide(open);
        if (cut != null) {
            add(Objects.requireNonNull(walks.get(cut.range())).cut(cut.key()));
        }
    }

    private boolean mayCut() {
        return walks.size() < MOST_RANGES
                && context.listingOf(End.SOURCE).startAfter()
                && context.listingOf(End.DESTINATION).startAfter();
    }

    // Whoever it was cut from knows now whether that was worth its requests.
    private void begun(RangeWalk walk) {
        walks.keySet().forEach(giver -> giver.begun(walk.survey()));
    }

    private void ended(RangeWalk walk) {
        walks.remove(walk.survey());
        begun(walk);
        finishIfDone();
    }

    private void take(RangeWalk.Step step) {
        ListedObject our = step.source();
        ListedObject their = step.destination();
        if (our != null && our.kind() == ListedObject.Kind.MISSING) {
            row(VerifyRow.unseen(our, mapping.toDestination(our.key()), their));
        } else if (our != null && our.kind() == ListedObject.Kind.COLLIDING) {
            row(VerifyRow.displaced(our, mapping.toDestination(our.key())));
        } else if (our != null && filter.leavesOut(our) != null) {
            leftOut.incrementAndGet();
        } else if (our != null && their != null) {
            compare(new Pair(our, their));
        } else if (our != null) {
            row(VerifyRow.missing(our, mapping.toDestination(our.key())));
        } else if (their != null) {
            extra(mapping.toSource(their.key()), their);
        }
    }

    // Folders are no objects; what the job would not take, for its name or for not being in its
    // list, is not its business.
    private void extra(Key sourceKey, ListedObject their) {
        boolean isObject = their.kind() != ListedObject.Kind.FOLDER;
        if (knowsAll && isObject && filter.leavesOut(sourceKey) == null) {
            row(VerifyRow.extra(sourceKey, their));
        }
    }

    private void compare(Pair pair) {
        VerifyRow bySize = pair.bySize();
        if (bySize != null) {
            row(bySize);
        } else if (sample.contains(pair.source().key())) {
            reads.add(() -> inquiry.byContent(pair));
        } else if (depth == VerifyRules.Depth.SIZES) {
            row(pair.same(VerifyRow.Evidence.SIZE));
        } else if (pair.isSameByListing()) {
            row(pair.same(VerifyRow.Evidence.CHECKSUM));
        } else {
            heads.add(() -> inquiry.byChecksum(pair));
        }
    }

    private void inquired(@Nullable VerifyRow row, @Nullable Throwable error) {
        guarded(() -> take(row, error));
    }

    private void take(@Nullable VerifyRow row, @Nullable Throwable error) {
        if (row == null) {
            fail(error);
            return;
        }
        row(row);
        while (!paused.isEmpty() && !heads.isFull() && !reads.isFull()) {
            go(paused.removeFirst());
        }
        finishIfDone();
    }

    private void row(VerifyRow row) {
        if (!result.isDone()) {
            rows.accept(row);
            count.add(row);
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

    private void finishIfDone() {
        if (walks.isEmpty() && heads.isEmpty() && reads.isEmpty()) {
            result.complete(totals());
        }
    }
}
