package io.ossimport.transfer.scan;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what the destination has in the place of source objects, by one {@code HEAD} for each:
 * where they are few beside all that the destination has, or where their order is another one
 * there. Safe for many threads.
 */
public final class DestinationLookup {

    /** So many are asked about at once. */
    private static final int MOST_AT_ONCE = 50;

    private final ObjectStore destination;
    private final KeyMapping mapping;
    private final Predicate<ListedObject> isWanted;
    private final ListRetry retry;

    /**
     * @param isWanted whether anybody needs to know what is in the place of an object
     */
    public DestinationLookup(
            ObjectStore destination,
            KeyMapping mapping,
            Predicate<ListedObject> isWanted,
            ListRetry retry) {
        this.destination = destination;
        this.mapping = mapping;
        this.isWanted = isWanted;
        this.retry = retry;
    }

    /**
     * The objects with what is in their place, in the same order. Fails with {@link StoreException}
     * when the destination does not say so of one.
     */
    public CompletableFuture<List<Candidate>> of(List<ListedObject> objects) {
        return of(objects, new ArrayList<>(objects.size()));
    }

    private CompletableFuture<List<Candidate>> of(
            List<ListedObject> objects, List<Candidate> found) {
        List<CompletableFuture<Candidate>> asked = new ArrayList<>(MOST_AT_ONCE);
        int pending = 0;
        for (int i = found.size(); i < objects.size() && pending < MOST_AT_ONCE; i++) {
            CompletableFuture<Candidate> answer = of(objects.get(i));
            asked.add(answer);
            pending += answer.isDone() ? 0 : 1;
        }
        return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                .thenCompose(
                        all -> {
                            asked.forEach(answer -> found.add(answer.join()));
                            return found.size() < objects.size()
                                    ? of(objects, found)
                                    : CompletableFuture.completedFuture(found);
                        });
    }

    private CompletableFuture<Candidate> of(ListedObject object) {
        Key key = mapping.toDestination(object.key());
        boolean canBeThere = destination.problemWith(key).isEmpty();
        return canBeThere && isWanted.test(object)
                ? find(key).thenApply(there -> new Candidate(object, key, there))
                : CompletableFuture.completedFuture(new Candidate(object, key, null));
    }

    private CompletableFuture<@Nullable ListedObject> find(Key key) {
        return retry.run(() -> head(key));
    }

    private CompletableFuture<@Nullable ListedObject> head(Key key) {
        return destination
                .head(key)
                .<@Nullable ListedObject>thenApply(found -> found.version())
                .toCompletableFuture()
                .exceptionallyCompose(
                        error ->
                                StoreException.cause(error) instanceof StoreException failure
                                                && failure.kind() == Kind.NOT_FOUND
                                        ? CompletableFuture.completedFuture(null)
                                        : CompletableFuture.failedFuture(error));
    }
}
