package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.Backoff;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.scan.OrderedListing;
import io.ossimport.transfer.verify.VerifyRow.Evidence;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares both ends by their listings in lock step: which keys are there, their sizes, and the
 * checksums that both listings give. Reads no byte of an object and writes nothing. Objects that
 * the job's filters leave out are not compared. For one run.
 */
public final class Verifier {

    private final JobSpec job;
    private final MeteredStore source;
    private final MeteredStore destination;
    private final KeyMapping mapping;
    private final ScheduledExecutorService timer;
    private final OrderedListing ours;
    private final OrderedListing theirs;
    private final CompletableFuture<VerifySummary> result = new CompletableFuture<>();
    private final VerifyCount count = new VerifyCount();
    private List<ListedObject> ourPage = List.of();
    private List<ListedObject> theirPage = List.of();
    private int ourIndex;
    private int theirIndex;

    public Verifier(ObjectStore source, ObjectStore destination, JobSpec job) {
        this.job = job;
        this.source = new MeteredStore(source);
        this.destination = new MeteredStore(destination);
        this.mapping = KeyMapping.of(job);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "verify-" + job.name());
                            thread.setDaemon(true);
                            return thread;
                        });
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), new Random());
        ListRetry retry = new ListRetry(job.copy().attempts(), backoff, timer);
        this.ours = new OrderedListing(this.source, mapping.sourcePrefix(), Key.EMPTY, retry);
        this.theirs =
                new OrderedListing(this.destination, mapping.destinationPrefix(), Key.EMPTY, retry);
    }

    /**
     * Gives a row for each key on either side, in the order of keys, one at a time, on any thread.
     * Fails with {@link StoreException} when a listing cannot be had whole.
     */
    public CompletionStage<VerifySummary> run(Consumer<VerifyRow> rows) {
        for (MeteredStore store : List.of(source, destination)) {
            if (!store.capabilities().orderedListing()) {
                result.completeExceptionally(
                        StoreException.of(StoreException.Kind.UNSUPPORTED, "list", store.name())
                                .detail("it does not list in order, which this version needs")
                                .build());
            }
        }
        var unused = result.whenComplete((summary, error) -> timer.shutdownNow());
        go(rows);
        return result;
    }

    // A loop, not a recursion, where the stores answer at once.
    private void go(Consumer<VerifyRow> rows) {
        while (!result.isDone()) {
            CompletableFuture<List<ListedObject>> mine =
                    ourIndex < ourPage.size()
                            ? CompletableFuture.completedFuture(ourPage)
                            : ours.next();
            CompletableFuture<List<ListedObject>> other =
                    theirIndex < theirPage.size()
                            ? CompletableFuture.completedFuture(theirPage)
                            : theirs.next();
            CompletableFuture<Void> both = CompletableFuture.allOf(mine, other);
            if (!both.isDone()) {
                var unused =
                        both.whenComplete(
                                (nothing, error) -> {
                                    step(mine, other, rows);
                                    go(rows);
                                });
                return;
            }
            step(mine, other, rows);
        }
    }

    private void step(
            CompletableFuture<List<ListedObject>> mine,
            CompletableFuture<List<ListedObject>> other,
            Consumer<VerifyRow> rows) {
        try {
            turnPages(mine.join(), other.join());
            compare(rows);
        } catch (CompletionException e) {
            result.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private void turnPages(List<ListedObject> mine, List<ListedObject> other) {
        if (mine != ourPage) {
            ourPage = mine;
            ourIndex = 0;
        }
        if (other != theirPage) {
            theirPage = other;
            theirIndex = 0;
        }
        if (ourPage.isEmpty() && theirPage.isEmpty()) {
            result.complete(count.summary(source.requests(), destination.requests()));
        }
    }

    /** Compares as far as both pages reach; an empty page is the end of its side. */
    private void compare(Consumer<VerifyRow> rows) {
        while (ourIndex < ourPage.size() || theirIndex < theirPage.size()) {
            ListedObject our = ourIndex < ourPage.size() ? ourPage.get(ourIndex) : null;
            ListedObject their = theirIndex < theirPage.size() ? theirPage.get(theirIndex) : null;
            if ((our == null && !ourPage.isEmpty()) || (their == null && !theirPage.isEmpty())) {
                return; // this side goes on with another page
            }
            int order = order(our, their);
            ourIndex += order <= 0 ? 1 : 0;
            theirIndex += order >= 0 ? 1 : 0;
            row(order <= 0 ? our : null, order >= 0 ? their : null, rows);
        }
    }

    private int order(@Nullable ListedObject our, @Nullable ListedObject their) {
        if (our == null || their == null) {
            return our == null ? 1 : -1;
        }
        return mapping.toDestination(our.key()).compareTo(their.key());
    }

    private void row(
            @Nullable ListedObject our, @Nullable ListedObject their, Consumer<VerifyRow> rows) {
        VerifyRow row;
        if (our != null) {
            if (isLeftOut(our)) {
                return;
            }
            row = compare(our, their);
        } else if (their != null) {
            row =
                    new VerifyRow(
                            Verdict.EXTRA,
                            mapping.toSource(their.key()),
                            their.key(),
                            -1,
                            their.size(),
                            Evidence.NONE,
                            "only the destination has it");
        } else {
            return;
        }
        count.add(row);
        rows.accept(row);
    }

    private boolean isLeftOut(ListedObject our) {
        return our.lastModifiedMillis() < job.take().sinceMillis()
                || our.lastModifiedMillis() > job.take().untilMillis();
    }

    private VerifyRow compare(ListedObject our, @Nullable ListedObject their) {
        Key there = mapping.toDestination(our.key());
        long theirSize = their == null ? -1 : their.size();
        Verdict verdict;
        Evidence evidence = Evidence.NONE;
        String message = "";
        if (our.kind() != ListedObject.Kind.OBJECT) {
            verdict = Verdict.CANNOT_COMPARE;
            message = "the source has a " + our.kind() + " there, which is not copied";
        } else if (their == null) {
            verdict = Verdict.MISSING;
            message = "only the source has it";
        } else if (our.size() != their.size()) {
            verdict = Verdict.DIFFERENT;
            evidence = Evidence.SIZE;
            message = our.size() + " bytes at the source, " + theirSize + " at the destination";
        } else if (isComparable(our.checksum(), their.checksum())) {
            boolean equal = our.checksum().equals(their.checksum());
            verdict = equal ? Verdict.SAME : Verdict.DIFFERENT;
            evidence = Evidence.CHECKSUM;
            message = equal ? "" : our.checksum() + " at the source, " + their.checksum();
        } else {
            verdict = Verdict.SAME;
            evidence = Evidence.SIZE;
        }
        return new VerifyRow(verdict, our.key(), there, our.size(), theirSize, evidence, message);
    }

    private static boolean isComparable(Checksum ours, Checksum theirs) {
        return !ours.isNone() && ours.algorithm() == theirs.algorithm();
    }
}
