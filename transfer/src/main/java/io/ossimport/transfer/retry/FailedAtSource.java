package io.ossimport.transfer.retry;

import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.transfer.input.Descriptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A source whose listing shows only the objects that failed, and asks for nothing but those that
 * were not there when an input list named them.
 */
public final class FailedAtSource extends ForwardingStore {

    /** So many can be asked about at once. */
    private static final int PAGE = 100;

    private final FailedObjects objects;

    public FailedAtSource(ObjectStore store, FailedObjects objects) {
        super(store);
        this.objects = objects;
    }

    @Override
    public Capabilities capabilities() {
        return super.capabilities().withListing();
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        ListPage failed = objects.page(request, PAGE);
        List<CompletableFuture<ListedObject>> found =
                failed.objects().stream().map(this::again).toList();
        return CompletableFuture.allOf(found.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        all ->
                                new ListPage(
                                        found.stream().map(CompletableFuture::join).toList(),
                                        failed.truncated(),
                                        failed.nextToken()));
    }

    private CompletableFuture<ListedObject> again(ListedObject object) {
        return object.kind() == ListedObject.Kind.MISSING
                ? Descriptions.of(object.key(), store()).thenApply(Descriptions.Described::object)
                : CompletableFuture.completedFuture(object);
    }
}
