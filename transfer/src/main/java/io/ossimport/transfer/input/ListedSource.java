package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.input.Descriptions.Described;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A source whose listing shows the objects of an input list only. What the list says too little of
 * is described by the store, an object at a time.
 */
final class ListedSource extends ForwardingStore {

    /** So many objects are asked about at once. */
    private static final int PAGE = 100;

    /** When so many are asked about and each is denied, the store denies everything. */
    private static final int ENOUGH_DENIED = 50;

    private final SortedRows rows;
    private final KeyCollisions collisions;
    private final Executor disk;
    private final Predicate<ListedObject> isTrusted;

    /**
     * @param disk reads the rows, which blocks
     * @param isTrusted whether what the list says of an object does for this store
     */
    ListedSource(
            ObjectStore store,
            SortedRows rows,
            KeyCollisions collisions,
            Executor disk,
            Predicate<ListedObject> isTrusted) {
        super(store);
        this.rows = rows;
        this.collisions = collisions;
        this.disk = disk;
        this.isTrusted = isTrusted;
    }

    @Override
    public Capabilities capabilities() {
        return super.capabilities().withListing();
    }

    @Override
    public CompletionStage<ListPage> list(ListRequest request) {
        return CompletableFuture.supplyAsync(() -> page(request), disk).thenCompose(this::describe);
    }

    private SortedRows.Page page(ListRequest request) {
        try {
            return rows.after(request.after(), request.limit());
        } catch (IOException e) {
            throw new CompletionException(
                    StoreException.of(StoreException.Kind.UNRECORDABLE, "list", name())
                            .detail("the sorted input list cannot be read: " + e.getMessage())
                            .cause(e)
                            .build());
        }
    }

    // As many as may be asked about; the rest is on the next page.
    private CompletionStage<ListPage> describe(SortedRows.Page page) {
        List<CompletableFuture<Described>> objects = new ArrayList<>(page.rows().size());
        int asked = 0;
        for (ListRow row : page.rows()) {
            ListedObject object = known(row);
            if (object != null) {
                objects.add(CompletableFuture.completedFuture(new Described(object, null)));
            } else if (asked < PAGE) {
                objects.add(Descriptions.of(row.key(), store()));
                asked++;
            } else {
                break;
            }
        }
        boolean isMore = page.isMore() || objects.size() < page.rows().size();
        boolean tellsOfAll = asked >= ENOUGH_DENIED;
        return CompletableFuture.allOf(objects.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        all -> {
                            List<Described> described =
                                    objects.stream().map(CompletableFuture::join).toList();
                            if (tellsOfAll) {
                                requireSomeAllowed(described);
                            }
                            return new ListPage(
                                    described.stream().map(Described::object).toList(),
                                    isMore,
                                    null);
                        });
    }

    private @Nullable ListedObject known(ListRow row) {
        Key owner = collisions.ownerInsteadOf(row.key());
        if (owner != null) {
            return colliding(row, owner);
        }
        ListedObject object = row.object();
        return object != null && isTrusted.test(object) ? object : null;
    }

    private static ListedObject colliding(ListRow row, Key owner) {
        ListedObject listed = row.object();
        return new ListedObject(
                row.key(),
                listed == null ? 0 : listed.size(),
                listed == null ? 0 : listed.lastModifiedMillis(),
                listed == null ? "" : listed.etag(),
                Checksum.NONE,
                "the rules send \"" + owner + "\" to the same key",
                ListedObject.Kind.COLLIDING);
    }

    // As with reads: a store that denies so many denies all, and no object fails by that.
    private static void requireSomeAllowed(List<Described> described) {
        List<Described> denied = described.stream().filter(Described::isDenied).toList();
        StoreException last = denied.isEmpty() ? null : denied.get(denied.size() - 1).failure();
        if (last != null && denied.size() == described.size()) {
            throw new CompletionException(last);
        }
    }
}
