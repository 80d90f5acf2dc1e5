package io.ossimport.testkit.store;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The store in memory keeps the contract that it stands in for. */
class MemoryStoreContractTest extends ObjectStoreContract {

    @Override
    protected ObjectStore openStore() {
        return new MemoryStore("memory://test");
    }

    @Override
    protected Optional<ObjectStore> openStoreOfMissingBucket() {
        MemoryStore store = new MemoryStore("memory://none");
        store.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        return CompletableFuture.failedFuture(
                                StoreException.of(
                                                StoreException.Kind.NO_SUCH_BUCKET,
                                                call.operation(),
                                                store.name())
                                        .build());
                    }
                });
        return Optional.of(store);
    }
}
