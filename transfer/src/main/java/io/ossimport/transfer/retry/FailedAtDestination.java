package io.ossimport.transfer.retry;

import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.transfer.scan.KeyMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A destination whose listing shows what is there in the place of the objects that failed: one
 * {@code HEAD} for each, instead of a listing of a bucket that may hold many more.
 */
public final class FailedAtDestination extends ForwardingStore {

    /** So many are asked about at once. */
    private static final int PAGE = 50;

    private final FailedObjects objects;
    private final KeyMapping mapping;

    public FailedAtDestination(ObjectStore store, FailedObjects objects, KeyMapping mapping) {
        super(store);
        this.objects = objects;
        this.mapping = mapping;
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        ListPage failed = objects.page(atSource(request), PAGE);
        List<CompletableFuture<@Nullable ListedObject>> asked = new ArrayList<>();
        for (ListedObject object : failed.objects()) {
            asked.add(find(mapping.toDestination(object.key())));
        }
        return CompletableFuture.allOf(asked.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        all -> new ListPage(found(asked), failed.truncated(), failed.nextToken()));
    }

    private ListRequest atSource(ListRequest request) {
        boolean within = request.after().startsWith(mapping.destinationPrefix());
        Key after = within ? mapping.toSource(request.after()) : Key.EMPTY;
        return new ListRequest(mapping.sourcePrefix(), after, request.token(), request.limit());
    }

    private CompletableFuture<@Nullable ListedObject> find(Key key) {
        return store().head(key)
                .toCompletableFuture()
                .handle(
                        (found, error) -> {
                            if (error == null) {
                                return found.version();
                            }
                            Throwable cause = StoreException.cause(error);
                            if (cause instanceof StoreException failure
                                    && failure.kind() == Kind.NOT_FOUND) {
                                return null;
                            }
                            throw new CompletionException(cause); // the page is asked for again
                        });
    }

    private static List<ListedObject> found(List<CompletableFuture<@Nullable ListedObject>> asked) {
        List<ListedObject> found = new ArrayList<>();
        for (CompletableFuture<@Nullable ListedObject> answer : asked) {
            ListedObject object = answer.join();
            if (object != null) {
                found.add(object);
            }
        }
        return found;
    }
}
