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
import java.util.concurrent.CompletionException;

/** Describes an object of which only the key is known as a listing would have it. */
public final class Descriptions {

    private Descriptions() {}

    /**
     * The object, by one {@code HEAD}; one of the kind {@link ListedObject.Kind#MISSING} when the
     * store does not have it or does not show it. Fails when asking again, or of another object,
     * would not be different or could be.
     */
    public static CompletableFuture<ListedObject> of(Key key, ObjectStore store) {
        return store.head(key)
                .toCompletableFuture()
                .handle(
                        (found, error) -> {
                            if (error == null) {
                                return listed(key, found);
                            }
                            StoreException failure = StoreException.from(error, "head", "");
                            if (failure.kind().scope() == Scope.STORE
                                    || failure.kind().retry() != Retry.NEVER) {
                                throw new CompletionException(failure);
                            }
                            return missing(key, failure);
                        });
    }

    private static ListedObject missing(Key key, StoreException failure) {
        String why = String.valueOf(failure.getMessage());
        ListedObject.Kind kind = ListedObject.Kind.MISSING;
        return new ListedObject(key, 0, 0, "", Checksum.NONE, why, kind);
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
