package io.ossimport.transfer.verify;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.RangeCutter;
import io.ossimport.transfer.plan.RangeSurvey;
import io.ossimport.transfer.scan.Candidate;
import io.ossimport.transfer.scan.DestinationLookup;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.OrderedListing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys of a range at both ends in lock step. Where the mapping of keys keeps their
 * order, the ends list in one order, so one page of each is in memory; otherwise what is in the
 * place of each source key is looked up, and keys that only the destination has are not seen. The
 * range may lose its far end while it is walked. For one thread, but for what {@link #fetch} waits
 * for.
 */
final class RangeWalk {

    /** One key: at the source, at the destination, or at both. */
    record Step(@Nullable ListedObject source, @Nullable ListedObject destination) {}

    private final KeyMapping mapping;
    private final End source;
    private final End destination;
    private final @Nullable DestinationLookup lookup;
    private final Map<Key, ListedObject> lookedUp = new HashMap<>();
    private final RangeSurvey survey;
    private @Nullable Key upTo;
    private Key surveyed;
    private boolean ended;

    /**
     * @param source lists the source from the range's beginning on
     * @param destination lists the destination from the same place on; null where it is looked up
     */
    private RangeWalk(
            KeyRange range,
            OrderedListing source,
            @Nullable OrderedListing destination,
            KeyMapping mapping,
            @Nullable DestinationLookup lookup) {
        this.mapping = mapping;
        this.source = new End(source);
        this.destination = new End(destination);
        this.lookup = lookup;
        this.survey = new RangeSurvey(range.after(), range.upTo());
        this.upTo = range.upTo();
        this.surveyed = range.after();
    }

    /** A walk over two listings from the range's beginning on. */
    static RangeWalk listing(
            KeyRange range, OrderedListing source, OrderedListing destination, KeyMapping mapping) {
        return new RangeWalk(range, source, destination, mapping, null);
    }

    /** A walk over a listing of the source. */
    static RangeWalk lookingUp(
            KeyRange range, OrderedListing source, KeyMapping mapping, DestinationLookup lookup) {
        return new RangeWalk(range, source, null, mapping, lookup);
    }

    /** One end of the range. */
    private static final class End {
        private final @Nullable OrderedListing listing;
        private List<ListedObject> page = List.of();
        private int index;

        End(@Nullable OrderedListing listing) {
            this.listing = listing;
        }

        @Nullable ListedObject peek(@Nullable Key upTo) {
            if (index >= page.size()) {
                return null;
            }
            ListedObject object = page.get(index);
            return upTo == null || object.key().compareTo(upTo) <= 0 ? object : null;
        }

        /** Whether the next key is on a page that is still to be asked for. */
        boolean needsPage(@Nullable Key upTo) {
            return index >= page.size() && !isListed(upTo);
        }

        boolean isListed(@Nullable Key upTo) {
            Key last = last();
            boolean beyond = upTo != null && last != null && last.compareTo(upTo) >= 0;
            return beyond || listing == null || listing.isEnded();
        }

        @Nullable Key first() {
            return page.isEmpty() ? null : page.get(0).key();
        }

        @Nullable Key last() {
            return page.isEmpty() ? null : page.get(page.size() - 1).key();
        }

        void take(List<ListedObject> next) {
            if (!next.isEmpty()) {
                page = next;
                index = 0;
            }
        }
    }

    /**
     * The next key in rising order; null when a page must be {@linkplain #fetch fetched} first, or
     * the range {@linkplain #isEnded has ended}.
     */
    @Nullable Step next() {
        Key theirUpTo = theirs(upTo);
        if (source.needsPage(upTo) || destination.needsPage(theirUpTo)) {
            return null;
        }
        ListedObject our = source.peek(upTo);
        ListedObject their = destination.peek(theirUpTo);
        if (our == null && their == null) {
            ended = true;
            return null;
        }
        if (our != null && lookup != null) {
            source.index++;
            return new Step(our, lookedUp.remove(our.key()));
        }
        int order = order(our, their);
        source.index += order <= 0 ? 1 : 0;
        destination.index += order >= 0 ? 1 : 0;
        return new Step(order <= 0 ? our : null, order >= 0 ? their : null);
    }

    private int order(@Nullable ListedObject our, @Nullable ListedObject their) {
        if (our == null || their == null) {
            return our == null ? 1 : -1;
        }
        return mapping.toDestination(our.key()).compareTo(their.key());
    }

    /** Whether every key of the range was given. */
    boolean isEnded() {
        return ended;
    }

    /** Whether both ends have shown all keys of the range. */
    boolean isListed() {
        return source.isListed(upTo) && destination.isListed(theirs(upTo));
    }

    /** What the listing has shown of the range. */
    RangeSurvey survey() {
        return survey;
    }

    /**
     * Asks both ends for the pages that are missing, at the same time; gives how many keys came.
     */
    CompletableFuture<Integer> fetch() {
        CompletableFuture<List<ListedObject>> ours = fetch(source, upTo);
        if (lookup != null) {
            return ours.thenCompose(lookup::of).thenApply(this::takeLookedUp);
        }
        CompletableFuture<List<ListedObject>> theirs = fetch(destination, theirs(upTo));
        return ours.thenCombine(theirs, this::take);
    }

    private static CompletableFuture<List<ListedObject>> fetch(End end, @Nullable Key upTo) {
        OrderedListing listing = end.listing;
        return listing != null && end.needsPage(upTo)
                ? listing.next()
                : CompletableFuture.completedFuture(List.of());
    }

    private int takeLookedUp(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            ListedObject there = candidate.destination();
            if (there != null) {
                lookedUp.put(candidate.source().key(), there);
            }
        }
        return take(candidates.stream().map(Candidate::source).toList(), List.of());
    }

    private int take(List<ListedObject> ours, List<ListedObject> theirs) {
        source.take(ours);
        destination.take(theirs);
        return ours.size() + theirs.size();
    }

    /** Tells the cutter how far the range is listed by now, by either end. */
    void tell(RangeCutter cutter) {
        Key first = least(source.first(), destination.first());
        Key last = greatest(source.last(), destination.last());
        if (first != null && last != null && last.compareTo(surveyed) > 0 && !isBeyondEnd(first)) {
            cutter.listed(survey, first, last);
            surveyed = last;
        }
    }

    /**
     * Cuts off the keys beyond {@code key}, and gives them.
     *
     * @param key beyond all that was listed and before the end
     */
    KeyRange cut(Key key) {
        KeyRange piece = new KeyRange(key, upTo);
        upTo = key;
        return piece;
    }

    private boolean isBeyondEnd(Key key) {
        return upTo != null && key.compareTo(upTo) > 0;
    }

    private @Nullable Key least(@Nullable Key ours, @Nullable Key theirs) {
        if (theirs == null) {
            return ours;
        }
        Key mapped = mapping.toSource(theirs);
        return ours == null || mapped.compareTo(ours) < 0 ? mapped : ours;
    }

    private @Nullable Key greatest(@Nullable Key ours, @Nullable Key theirs) {
        if (theirs == null) {
            return ours;
        }
        Key mapped = mapping.toSource(theirs);
        return ours == null || mapped.compareTo(ours) > 0 ? mapped : ours;
    }

    private @Nullable Key theirs(@Nullable Key key) {
        return key == null ? null : mapping.toDestination(key);
    }
}
