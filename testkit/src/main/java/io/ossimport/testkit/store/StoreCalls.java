package io.ossimport.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Written;
import io.ossimport.testkit.cloud.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls of a store that wait for their end. Used by one thread. */
public final class StoreCalls {

    private static final long PATIENCE_SECONDS = 60;

    private final ObjectStore store;

    public StoreCalls(ObjectStore store) {
        this.store = store;
    }

    /** What the stage gives; its failure is thrown as it is. */
    public static <T> T await(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for the stage to fail with a {@link StoreException} of one of these kinds. */
    public static StoreException awaitFailure(
            CompletionStage<?> stage, StoreException.Kind... kinds) throws Exception {
        try {
            stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof StoreException failure)) {
                return fail("not a StoreException", e);
            }
            assertThat(failure.kind()).as(failure.getMessage()).isIn((Object[]) kinds);
            return failure;
        } catch (TimeoutException e) {
            return fail("no failure in " + PATIENCE_SECONDS + " s");
        }
        return fail("succeeded instead of failing with one of " + List.of(kinds));
    }

    public Written put(Key key, byte[] bytes) throws Exception {
        return put(key, bytes, ObjectMetadata.NONE);
    }

    public Written put(Key key, byte[] bytes, ObjectMetadata metadata) throws Exception {
        PutRequest request = new PutRequest(key, bytes.length, metadata, false);
        return await(store.put(request, body(bytes)));
    }

    /** A body that gives the bytes in several buffers. */
    public static Body body(byte[] bytes) {
        return new ContentBody(Content.of(bytes), 0, bytes.length);
    }

    /** All objects with this prefix, asked for {@code limit} at a time. */
    public List<ListedObject> list(Key prefix, int limit) throws Exception {
        List<ListedObject> all = new ArrayList<>();
        Key after = Key.EMPTY;
        String token = null;
        while (true) {
            ListPage page = await(store.list(new ListRequest(prefix, after, token, limit)));
            assertThat(page.objects().size()).isLessThanOrEqualTo(limit);
            all.addAll(page.objects());
            if (!page.truncated()) {
                return all;
            }
            if (!page.objects().isEmpty()) {
                after = page.objects().get(page.objects().size() - 1).key();
            }
            token = page.nextToken();
        }
    }

    /** The object as a listing shows it. */
    public ListedObject listed(Key key) throws Exception {
        for (ListedObject object : list(Key.EMPTY, ListRequest.MAX_LIMIT)) {
            if (object.key().equals(key)) {
                return object;
            }
        }
        return fail(key + " is not listed");
    }

    public boolean isListed(Key key) throws Exception {
        return list(Key.EMPTY, ListRequest.MAX_LIMIT).stream().anyMatch(o -> o.key().equals(key));
    }

    public ObjectRead open(ListedObject version, @Nullable ByteRange range) throws Exception {
        return await(store.read(new ReadRequest(version, range)));
    }

    /** All bytes of the object. */
    public byte[] read(Key key) throws Exception {
        return await(BodyCollector.collect(open(listed(key), null).body()));
    }

    /** Asserts that each checksum is the one of these bytes. */
    public static void assertChecksumsOf(byte[] bytes, List<Checksum> checksums) {
        Content content = Content.of(bytes);
        for (Checksum checksum : checksums) {
            if (checksum.algorithm() != null) {
                assertThat(checksum).isEqualTo(content.checksum(checksum.algorithm()));
            }
        }
    }
}
