package io.ossimport.transfer.scan;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lists a range of the source and, beside it, what the destination has in its place. Where the
 * mapping of keys keeps their order, both ends are listed in it, so one page of each is in memory
 * at a time; otherwise each object's place is looked up. One call of {@link #next} at a time.
 */
public final class LockStep {

    /** So many places are looked up at a time. */
    private static final int FEW = 100;

    private final OrderedListing source;
    private final @Nullable OrderedListing destination;
    private final KeyMapping mapping;
    private final @Nullable DestinationLookup lookup;
    private List<ListedObject> ours = List.of();
    private int ourIndex;
    private List<ListedObject> theirs = List.of();
    private int theirIndex;

    /**
     * @param destination null when nobody needs to know what is there
     */
    public LockStep(
            OrderedListing source, @Nullable OrderedListing destination, KeyMapping mapping) {
        this(source, destination, mapping, null);
    }

    private LockStep(
            OrderedListing source,
            @Nullable OrderedListing destination,
            KeyMapping mapping,
            @Nullable DestinationLookup lookup) {
        this.source = source;
        this.destination = destination;
        this.mapping = mapping;
        this.lookup = lookup;
    }

    /** The same with a look at the place of each object instead of a listing. */
    public static LockStep lookingUp(
            OrderedListing source, KeyMapping mapping, DestinationLookup lookup) {
        return new LockStep(source, null, mapping, lookup);
    }

    /** Whether everything was given. */
    public boolean isEnded() {
        return source.isEnded() && ourIndex >= ours.size();
    }

    /** The next candidates, in rising order of their keys; may be none before the end. */
    public CompletableFuture<List<Candidate>> next() {
        CompletableFuture<List<ListedObject>> ourPage =
                ourIndex < ours.size() ? CompletableFuture.completedFuture(ours) : source.next();
        if (lookup != null) {
            return ourPage.thenCompose(mine -> lookup.of(few(mine)));
        }
        // The two ends are asked at the same time where both need it.
        CompletableFuture<List<ListedObject>> theirPage = theirPage();
        return ourPage.thenCombine(theirPage, this::take);
    }

    // Who loses the end of a range has looked up no more than these in vain.
    private List<ListedObject> few(List<ListedObject> mine) {
        take(mine);
        int from = ourIndex;
        ourIndex = Math.min(ours.size(), from + FEW);
        List<ListedObject> some = ours.subList(from, ourIndex);
        forgetPast();
        return some;
    }

    private void take(List<ListedObject> mine) {
        if (mine != ours) {
            ours = mine;
            ourIndex = 0;
        }
    }

    private List<Candidate> take(List<ListedObject> mine, List<ListedObject> other) {
        take(mine);
        if (other != theirs) {
            theirs = other;
            theirIndex = 0;
        }
        List<Candidate> pairs = pairs();
        forgetPast();
        return pairs;
    }

    // Until its next page comes, which may be long, a range would keep the last one in memory.
    private void forgetPast() {
        if (ourIndex >= ours.size()) {
            ours = List.of();
            ourIndex = 0;
        }
        if (theirIndex >= theirs.size()) {
            theirs = List.of();
            theirIndex = 0;
        }
    }

    private CompletableFuture<List<ListedObject>> theirPage() {
        if (destination == null || destination.isEnded() || theirIndex < theirs.size()) {
            return CompletableFuture.completedFuture(theirs);
        }
        return destination.next();
    }

    /** Pairs our page with theirs, as far as theirs is known. */
    private List<Candidate> pairs() {
        List<Candidate> pairs = new ArrayList<>(ours.size() - ourIndex);
        for (; ourIndex < ours.size(); ourIndex++) {
            ListedObject object = ours.get(ourIndex);
            Key key = mapping.toDestination(object.key());
            ListedObject there = find(key);
            if (there == null && !isKnownBeyond()) {
                if (destination != null && pairs.isEmpty() && theirIndex >= theirs.size()) {
                    skip(key);
                }
                break;
            }
            pairs.add(new Candidate(object, key, there));
        }
        return pairs;
    }

    // Nothing before the wanted key is of interest, and a store cannot be asked to begin with a
    // key, only behind one: a key a little smaller, whose last character is one less.
    private void skip(Key wanted) {
        int last = wanted.length() - 1;
        boolean plain = last > 0 && last < 1000 && wanted.byteAt(last) > '!';
        if (destination != null && plain && wanted.byteAt(last) < 0x7F) {
            byte[] bytes = wanted.bytes();
            bytes[last]--;
            destination.skipTo(Key.ofBytes(bytes).append(Key.of("~~~~")));
        }
    }

    private @Nullable ListedObject find(Key key) {
        for (; theirIndex < theirs.size(); theirIndex++) {
            int order = theirs.get(theirIndex).key().compareTo(key);
            if (order == 0) {
                return theirs.get(theirIndex++);
            }
            if (order > 0) {
                return null;
            }
        }
        return null;
    }

    /** Whether the key just looked for is known not to be there. */
    private boolean isKnownBeyond() {
        return destination == null || theirIndex < theirs.size() || destination.isEnded();
    }
}
