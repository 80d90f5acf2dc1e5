package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.report.Waits;
import io.ossimport.transfer.scan.KeyMapping;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all copies of one mover share. Safe for many threads. */
public final class CopyContext {

    /** Who holds transfers back. */
    private enum Held {
        BY_USER,
        BY_SOURCE,
        BY_DESTINATION
    }

    private final ThrottledStore source;
    private final ThrottledStore destination;
    private final CopySettings settings;
    private final MetadataMapping metadata;
    private final boolean isListed;
    private final Backoff backoff;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Turns turns;
    private final Consumer<StoreException> storeFailed;
    private final Pace pace;
    private final LongAdder moved = new LongAdder();
    private final Denials sourceDenials = new Denials();
    private final Denials destinationDenials = new Denials();
    private final CredentialsCheck sourceCredentials;
    private final CredentialsCheck destinationCredentials;
    private volatile int transfersAllowed = Integer.MAX_VALUE;
    private volatile boolean closed;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param fresh gives the next object to copy, or null; called while a lock of this is held
     * @param storeFailed told once or more when a whole store fails
     * @param own the mover's own thread
     */
    public CopyContext(
            JobSpec job,
            ThrottledStore source,
            ThrottledStore destination,
            Clock clock,
            LongSupplier nanoTime,
            Random random,
            Supplier<@Nullable ObjectCopy> fresh,
            Consumer<StoreException> storeFailed,
            ScheduledExecutorService own) {
        this.source = source;
        this.destination = destination;
        KeyMapping mapping = KeyMapping.of(job);
        this.sourceCredentials = new CredentialsCheck(source, mapping.sourcePrefix());
        this.destinationCredentials =
                new CredentialsCheck(destination, mapping.destinationPrefix());
        this.settings = job.copy();
        this.isListed = job.input().given();
        this.metadata =
                new MetadataMapping(
                        destination.capabilities().metadata(), settings.metadataPolicy());
        this.backoff = Backoff.ofStores(random);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.turns =
                new Turns(
                        () -> Math.min(takenByStores(), allowedByUser()),
                        settings.bytesInFlight(),
                        fresh,
                        this::succeeded,
                        own);
        this.storeFailed = storeFailed;
        double bandwidth = Limits.of(settings).bytesPerSecond();
        this.pace = new Pace(Math.max(1, bandwidth / job.movers()), nanoTime);
    }

    /** Keeps to other limits from now on, instead of a part of what the job's settings say. */
    public void limit(Limits limits) {
        pace.limit(Math.max(1, limits.bytesPerSecond()));
        source.limit(limits.requestsPerSecond());
        destination.limit(limits.requestsPerSecond());
        transfersAllowed = limits.transfersInFlight();
        wake();
    }

    private int takenByStores() {
        return Math.min(source.transfers(), destination.transfers());
    }

    private int allowedByUser() {
        int byRequests = Math.min(source.transfersAllowed(), destination.transfersAllowed());
        int byTransfers = Math.min(settings.transfersInFlight(), transfersAllowed);
        return Math.min(byRequests, byTransfers);
    }

    /** There may be an object to copy. */
    public void wake() {
        turns.wake();
    }

    /** Begins no more transfers; those under way go on to their end. */
    public void stop() {
        turns.stop();
    }

    /** Begins no more transfers and cuts those under way. */
    public void close() {
        closed = true;
        turns.stop();
    }

    /** Runs something short after {@code millis}; not at all once this is closed. */
    public void later(Runnable task, long millis) {
        turns.later(task, millis);
    }

    /** Transfers under way. */
    public int inFlight() {
        return turns.running();
    }

    /**
     * What the places for transfers wait for at this moment.
     *
     * @param awaitsPage whether nothing that is listed is left to be begun, and more will be listed
     */
    public Waits waits(boolean awaitsPage) {
        Map<Wait, Integer> transfers = turns.waits();
        int running = transfers.values().stream().mapToInt(Integer::intValue).sum();
        int allowed = Math.min(takenByStores(), allowedByUser());
        int heldAtSource = source.held();
        int heldAtDestination = destination.held();
        Map<Held, Integer> held = new EnumMap<>(Held.class);
        held.merge(
                source.isHeldByUser() ? Held.BY_USER : Held.BY_SOURCE, heldAtSource, Integer::sum);
        held.merge(
                destination.isHeldByUser() ? Held.BY_USER : Held.BY_DESTINATION,
                heldAtDestination,
                Integer::sum);
        held.merge(
                closedBy(),
                running < allowed ? 0 : settings.transfersInFlight() - allowed,
                Integer::sum);
        return new Waits(
                awaitsPage ? Math.max(0, allowed - running) : 0,
                Math.max(0, transfers.getOrDefault(Wait.SOURCE, 0) - heldAtSource),
                Math.max(0, transfers.getOrDefault(Wait.DESTINATION, 0) - heldAtDestination),
                transfers.getOrDefault(Wait.BANDWIDTH, 0) + held.getOrDefault(Held.BY_USER, 0),
                held.getOrDefault(Held.BY_SOURCE, 0),
                held.getOrDefault(Held.BY_DESTINATION, 0));
    }

    /** Who lets places for transfers stay empty. */
    private Held closedBy() {
        if (allowedByUser() <= takenByStores()) {
            return Held.BY_USER;
        }
        return source.transfers() <= destination.transfers() ? Held.BY_SOURCE : Held.BY_DESTINATION;
    }

    /** Bytes that were read from the source. */
    public long bytesMoved() {
        return moved.sum();
    }

    ObjectStore source() {
        return source;
    }

    ObjectStore destination() {
        return destination;
    }

    CopySettings settings() {
        return settings;
    }

    MetadataMapping metadata() {
        return metadata;
    }

    Backoff backoff() {
        return backoff;
    }

    Turns turns() {
        return turns;
    }

    Pace pace() {
        return pace;
    }

    /** For people. May go back. */
    long now() {
        return clock.millis();
    }

    /** For spans of time. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    boolean isClosed() {
        return closed;
    }

    boolean pinsVersion() {
        return source.capabilities().pinsVersion();
    }

    /** What is computed for the destination, or null when it sends no checksum. */
    @Nullable ChecksumAlgorithm destinationAlgorithm() {
        List<ChecksumAlgorithm> offered = destination.capabilities().writeChecksums();
        return offered.isEmpty() ? null : offered.get(0);
    }

    /** What the books call a final failure: what a list has named should have been there. */
    Reason reason(Side side, StoreException.Kind kind, Key sourceKey) {
        return isListed && side == Side.SOURCE && kind == StoreException.Kind.NOT_FOUND
                ? Reason.SOURCE_MISSING
                : FailureReasons.of(side, kind, sourceKey);
    }

    void moved(int bytes) {
        moved.add(bytes);
        pace.took(bytes);
    }

    void storeFailed(StoreException error) {
        storeFailed.accept(error);
    }

    /** A store asked for fewer requests. */
    void throttled(Side side, StoreException error) {
        (side == Side.SOURCE ? source : destination).throttled(error);
    }

    /** A copy went through, or no other is under way: what was denied was denied by itself. */
    void succeeded() {
        sourceDenials.release();
        destinationDenials.release();
    }

    /**
     * Keeps the outcome of an object that was denied until it is known whether others are let in.
     *
     * @return false when the store denies everything
     */
    boolean hold(Side side, Runnable outcome) {
        return (side == Side.SOURCE ? sourceDenials : destinationDenials).hold(outcome);
    }

    /** Whether a store that refused our credentials for one object refuses them altogether. */
    CompletionStage<Boolean> refusesCredentials(Side side) {
        return (side == Side.SOURCE ? sourceCredentials : destinationCredentials).refused();
    }
}
