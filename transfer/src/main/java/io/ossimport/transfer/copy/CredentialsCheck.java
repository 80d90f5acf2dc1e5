package io.ossimport.transfer.copy;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a store refuses our credentials altogether, or only for one object, as one does
 * that signs an odd key in its own way: lists one key of it. Many who ask at the same time get one
 * answer. Safe for many threads.
 */
final class CredentialsCheck {

    private final ObjectStore store;
    private final Key prefix;

    // guarded by this
    private @Nullable CompletableFuture<Boolean> pending;

    /**
     * @param prefix of the keys that may be listed
     */
    CredentialsCheck(ObjectStore store, Key prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    /**
     * False only when the store has shown that it knows us. One that cannot be asked counts as
     * refusing: to stop loses nothing.
     */
    CompletionStage<Boolean> refused() {
        CompletableFuture<Boolean> answer;
        synchronized (this) {
            if (pending != null) {
                return pending.copy();
            }
            answer = new CompletableFuture<>();
            pending = answer;
        }
        var unused =
                store.list(new ListRequest(prefix, Key.EMPTY, null, 1))
                        .whenComplete((page, error) -> answered(answer, error));
        return answer.copy();
    }

    private void answered(CompletableFuture<Boolean> answer, @Nullable Throwable error) {
        synchronized (this) {
            pending = null;
        }
        answer.complete(
                error != null
                        && !(StoreException.cause(error) instanceof StoreException failure
                                && failure.kind() == Kind.PERMISSION_DENIED));
    }
}
