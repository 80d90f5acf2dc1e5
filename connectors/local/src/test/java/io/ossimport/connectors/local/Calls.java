package io.ossimport.connectors.local;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.store.BodyCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A store's calls, waited for. */
final class Calls {

    private Calls() {}

    /** The stage's result, or its own exception. */
    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    static Written put(ObjectStore store, Key key, byte[] bytes) throws Exception {
        PutRequest request = new PutRequest(key, bytes.length, ObjectMetadata.NONE, false);
        return get(store.put(request, Body.of(ByteBuffer.wrap(bytes))));
    }

    static byte[] read(ObjectStore store, ListedObject version) throws Exception {
        return get(BodyCollector.collect(get(store.read(new ReadRequest(version, null))).body()));
    }

    /** All objects, page by page. */
    static List<ListedObject> list(ObjectStore store, Key prefix, Key after, int limit)
            throws Exception {
        List<ListedObject> all = new ArrayList<>();
        Key last = after;
        @Nullable String token = null;
        while (true) {
            ListPage page = get(store.list(new ListRequest(prefix, last, token, limit)));
            all.addAll(page.objects());
            if (!page.truncated()) {
                return all;
            }
            last = all.get(all.size() - 1).key();
            token = page.nextToken();
        }
    }

    static List<ListedObject> listAll(ObjectStore store) throws Exception {
        return list(store, Key.EMPTY, Key.EMPTY, 1000);
    }
}
