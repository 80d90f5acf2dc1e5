package io.ossimport.testkit.store;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.Written;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What goes wrong at a {@link MemoryStore}. Every method may be called by any thread. */
public interface StoreFaults {

    /** Nothing goes wrong. */
    StoreFaults NONE = new StoreFaults() {};

    /**
     * One call of a store.
     *
     * @param operation the name of the method: {@code list}, {@code read}, {@code put}, {@code
     *     openUpload}, {@code writePart}, {@code completeUpload}, {@code abortUpload}, {@code
     *     listUploads}, {@code time}, {@code head}
     * @param key the object's, or the listing's {@code after}
     * @param nth which call of this operation it is, from 1
     */
    record Call(String operation, Key key, long nth) {}

    /** Before anything is done: a failed stage fails the call, a late one holds it up. */
    default CompletionStage<Void> before(Call call) {
        return CompletableFuture.completedFuture(null);
    }

    /** After everything is done, before the answer: a failed stage is a lost answer. */
    default CompletionStage<Void> after(Call call) {
        return CompletableFuture.completedFuture(null);
    }

    /** What a reader gets instead of {@code body}. */
    default Body body(Call call, Body body) {
        return body;
    }

    /** What a listing gives instead of {@code page}. */
    default ListPage page(Call call, ListPage page) {
        return page;
    }

    /** What a writer is told instead of {@code written}. */
    default Written written(Call call, Written written) {
        return written;
    }
}
