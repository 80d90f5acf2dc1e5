package io.ossimport.transfer.retry;

import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A source whose listing shows only the objects that failed; asks nobody for it. */
public final class FailedAtSource extends ForwardingStore {

    private final FailedObjects objects;

    public FailedAtSource(ObjectStore store, FailedObjects objects) {
        super(store);
        this.objects = objects;
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return CompletableFuture.completedFuture(objects.page(request, ListRequest.MAX_LIMIT));
    }
}
