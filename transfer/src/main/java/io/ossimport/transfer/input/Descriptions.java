package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Retry;
import io.ossimport.core.store.StoreException.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Describes an object of which only the key is known as a listing would have it. */
public final class Descriptions {

    private Descriptions() {}

    /**
     * An object as a listing would have it.
     *
     * @param failure why it is of the kind {@link ListedObject.Kind#MISSING}; null when it is not
     */
    public record Described(ListedObject object, @Nullable StoreException failure) {

        boolean isDenied() {
            return failure != null && failure.kind() == StoreException.Kind.PERMISSION_DENIED;
        }
    }

    /** So often is a host asked that others do not stand for. */
    private static final int ATTEMPTS = 4;

    /**
     * The object, by one {@code HEAD}; one of the kind {@link ListedObject.Kind#MISSING} when the
     * store does not have it or does not show it. Fails when asking again, or of another object,
     * could be different; but a store without a listing is many hosts, of which one that does not
     * answer is asked some times, and is then left out.
     */
    public static CompletableFuture<Described> of(Key key, ObjectStore store) {
        int attempts = store.capabilities().orderedListing() ? 1 : ATTEMPTS;
        return of(key, store, 1, attempts);
    }

    private static CompletableFuture<Described> of(
            Key key, ObjectStore store, int attempt, int attempts) {
        return store.head(key)
                .toCompletableFuture()
                .thenApply(found -> new Described(listed(key, found), null))
                .exceptionallyCompose(
                        error -> {
                            StoreException failure = StoreException.from(error, "head", "");
                            Retry retry = failure.kind().retry();
                            if (retry == Retry.AFTER_BACKOFF && attempt < attempts) {
                                return later(attempt)
                                        .thenCompose(now -> of(key, store, attempt + 1, attempts));
                            }
                            boolean isOfOneHost = retry == Retry.AFTER_BACKOFF && attempts > 1;
                            boolean isOfOne =
                                    retry == Retry.NEVER && failure.kind().scope() == Scope.OBJECT;
                            return isOfOne || isOfOneHost
                                    ? CompletableFuture.completedFuture(missing(key, failure))
                                    : CompletableFuture.failedFuture(failure);
                        });
    }

    private static CompletableFuture<Void> later(int attempt) {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(100L << attempt, TimeUnit.MILLISECONDS));
    }

    private static Described missing(Key key, StoreException failure) {
        String why = String.valueOf(failure.getMessage());
        ListedObject.Kind kind = ListedObject.Kind.MISSING;
        return new Described(new ListedObject(key, 0, 0, "", Checksum.NONE, why, kind), failure);
    }

    // Listings have one checksum, and it is an MD5.
    private static ListedObject listed(Key key, ObjectRead found) {
        ListedObject version = found.version();
        Checksum md5 =
                found.checksums().stream()
                        .filter(checksum -> checksum.algorithm() == ChecksumAlgorithm.MD5)
                        .findFirst()
                        .orElse(version.checksum());
        return new ListedObject(
                key,
                version.size(),
                version.lastModifiedMillis(),
                version.etag(),
                md5,
                version.storageClass(),
                version.kind());
    }
}
