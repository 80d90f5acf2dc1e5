package io.ossimport.transfer.move;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Works through ranges of keys: lists both ends, decides for each key, copies what is to be copied,
 * proves it, and gives exactly one outcome for each key.
 */
public final class Mover implements AutoCloseable {

    /**
     * @param start the totals to count on from, such as a checkpoint's
     */
    public Mover(
            JobSpec job, ObjectStore source, ObjectStore destination, Totals start, Clock clock) {
        notYet();
    }

    /** Begins a range, or goes on with one. */
    public void take(RangeProgress range) {
        notYet();
    }

    /**
     * The next outcome, or null when there is none at the moment. From here on the books count it:
     * {@link #totals} and {@link #snapshot} know it as given.
     */
    public @Nullable Outcome poll() {
        return notYet();
    }

    /**
     * Completes when {@link #poll} has something, a range was finished, or {@link #failure} is set;
     * at once when that is so already.
     */
    public CompletableFuture<Void> available() {
        return notYet();
    }

    /** The ids of ranges whose last outcome was polled, each given once. */
    public List<String> takeFinishedRanges() {
        return notYet();
    }

    /**
     * Cuts the far half off the largest range as a range with a new id; null when nothing is left
     * to give.
     */
    public @Nullable RangeProgress giveAway() {
        return notYet();
    }

    /** What a restore needs to go on, consistent with the outcomes polled so far. */
    public List<RangeProgress> snapshot() {
        return notYet();
    }

    /** Counts since {@code start} began. Objects are counted when their outcome is polled. */
    public Totals totals() {
        return notYet();
    }

    /**
     * Why a whole store, or the listing, failed; null while none did. Once set, no new work is
     * begun.
     */
    public @Nullable StoreException failure() {
        return notYet();
    }

    /** Cancels what is under way. Open uploads stay, for whoever goes on from the last snapshot. */
    @Override
    public void close() {}

    @SuppressWarnings("TypeParameterUnusedInFormals") // a placeholder for any result
    private static <T> T notYet() {
        throw new UnsupportedOperationException("not yet");
    }
}
