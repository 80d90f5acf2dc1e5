package io.ossimport.transfer.move;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.copy.ThrottledStore;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.scan.ChosenObjects;
import io.ossimport.transfer.scan.DestinationLookup;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.scan.LockStep;
import io.ossimport.transfer.scan.OrderedListing;
import io.ossimport.transfer.scan.OverwriteDecision;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The two stores of a mover as its steps need them: every request counted, and held back while a
 * store asks to slow down; listed whole, or only where the run's objects are. Safe for many
 * threads.
 */
final class BothEnds implements AutoCloseable {

    private final MeteredStore meteredSource;
    private final MeteredStore meteredDestination;
    private final ThrottledStore source;
    private final ThrottledStore destination;
    private final ObjectStore sourceListing;
    private final boolean needsDestination;
    private final KeyMapping mapping;
    private final ListRetry retry;
    private final @Nullable DestinationLookup lookup;

    /**
     * @param only the objects to list instead of all; null for all
     * @param filter says of what nobody needs to know what is in its place
     * @param own runs what waits
     */
    BothEnds(
            JobSpec job,
            ObjectStore source,
            ObjectStore destination,
            @Nullable ChosenObjects only,
            Filter filter,
            LongSupplier nanoTime,
            Random random,
            ScheduledExecutorService own) {
        this.meteredSource = new MeteredStore(source);
        this.meteredDestination = new MeteredStore(destination);
        this.source = new ThrottledStore(meteredSource, nanoTime, random, own);
        this.destination = new ThrottledStore(meteredDestination, nanoTime, random, own);
        this.mapping = KeyMapping.of(job);
        this.sourceListing = only == null ? this.source : only.atSource(this.source);
        this.needsDestination = OverwriteDecision.needsDestination(job.overwrite());
        this.retry = ListRetry.of(job, random, own);
        boolean looksUp = !mapping.keepsOrder() || (only != null && only.areFew());
        this.lookup =
                looksUp
                        ? new DestinationLookup(
                                this.destination,
                                mapping,
                                object -> needsDestination && mayBeTaken(object, filter),
                                retry)
                        : null;
    }

    private static boolean mayBeTaken(ListedObject object, Filter filter) {
        return object.kind() == ListedObject.Kind.OBJECT && filter.leavesOut(object) == null;
    }

    ThrottledStore source() {
        return source;
    }

    ThrottledStore destination() {
        return destination;
    }

    KeyMapping mapping() {
        return mapping;
    }

    Requests sourceRequests() {
        return meteredSource.requests();
    }

    Requests destinationRequests() {
        return meteredDestination.requests();
    }

    /** Why an end cannot be listed as it has to be; null when both can. */
    @Nullable StoreException problem() {
        StoreException problem = problem(sourceListing);
        boolean lists = needsDestination && lookup == null;
        return problem == null && lists ? problem(destination) : problem;
    }

    private static @Nullable StoreException problem(ObjectStore store) {
        return store.capabilities().orderedListing()
                ? null
                : StoreException.of(StoreException.Kind.UNSUPPORTED, "list", store.name())
                        .detail("it does not list in order, which this version needs")
                        .build();
    }

    /** Whether a listing of the source can begin at any key, so that ranges can be cut. */
    boolean canBeCut() {
        return sourceListing.capabilities().startAfter();
    }

    /** Both ends beside each other from behind this key of the source on. */
    LockStep list(Key after) {
        OrderedListing ours =
                new OrderedListing(sourceListing, mapping.sourcePrefix(), after, retry);
        if (lookup != null) {
            return LockStep.lookingUp(ours, mapping, lookup);
        }
        OrderedListing theirs = null;
        if (needsDestination) {
            boolean within = after.startsWith(mapping.sourcePrefix());
            theirs =
                    new OrderedListing(
                            destination,
                            mapping.destinationPrefix(),
                            within ? mapping.toDestination(after) : Key.EMPTY,
                            retry);
        }
        return new LockStep(ours, theirs, mapping);
    }

    /** Gives up the calls that are held back. */
    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
