package io.ossimport.transfer.scan;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Lists one store from a key on, page by page, and believes nothing: keys must rise in byte order
 * over all pages and lie under the prefix, and each page must bring the listing forward. A page
 * that breaks this is asked for again, and in the end fails the listing, for an incomplete one must
 * never look like success. One call of {@link #next} at a time.
 */
public final class OrderedListing {

    // Stores with many deleted versions give pages without a key, but not for ever.
    private static final int MOST_EMPTY_PAGES = 10_000;

    private final ObjectStore store;
    private final Key prefix;
    private final ListRetry retry;
    private Key last;
    private Key startAfter;
    private @Nullable String token;
    private int emptyPages;

    /** A token of the empty pages in a row: the first, second, fourth, eighth … of them. */
    private @Nullable String mark;

    private boolean ended;

    /**
     * @param after lists only keys beyond this one
     */
    public OrderedListing(ObjectStore store, Key prefix, Key after, ListRetry retry) {
        this.store = store;
        this.prefix = prefix;
        this.retry = retry;
        this.last = after;
        this.startAfter = store.capabilities().startAfter() ? after : Key.EMPTY;
    }

    /** Whether everything was given. */
    public boolean isEnded() {
        return ended;
    }

    /** Leaves out keys up to and with {@code after}, without a call where the store can do that. */
    public void skipTo(Key after) {
        if (after.compareTo(last) > 0) {
            last = after;
            if (store.capabilities().startAfter()) {
                startAfter = after;
                token = null;
            }
        }
    }

    /**
     * The next page that has keys; an empty one only at the end. Fails with {@link StoreException}
     * when it cannot be had.
     */
    public CompletableFuture<List<ListedObject>> next() {
        CompletableFuture<List<ListedObject>> result = new CompletableFuture<>();
        ask(result);
        return result;
    }

    // A loop, not a recursion, where the store answers at once.
    private void ask(CompletableFuture<List<ListedObject>> result) {
        while (!result.isDone()) {
            if (ended) {
                result.complete(List.of());
                return;
            }
            CompletableFuture<List<ListedObject>> page = retry.run(this::page);
            if (!page.isDone()) {
                var unused =
                        page.whenComplete(
                                (objects, error) -> {
                                    take(objects, error, result);
                                    ask(result);
                                });
                return;
            }
            take(page, result);
        }
    }

    private static void take(
            CompletableFuture<List<ListedObject>> page,
            CompletableFuture<List<ListedObject>> result) {
        try {
            take(page.join(), null, result);
        } catch (CompletionException e) {
            take(null, e.getCause(), result);
        }
    }

    private static void take(
            @Nullable List<ListedObject> objects,
            @Nullable Throwable error,
            CompletableFuture<List<ListedObject>> result) {
        if (error != null) {
            result.completeExceptionally(error);
        } else if (objects != null && !objects.isEmpty()) {
            result.complete(objects);
        }
    }

    private CompletableFuture<List<ListedObject>> page() {
        ListRequest request = new ListRequest(prefix, startAfter, token, ListRequest.MAX_LIMIT);
        return store.list(request).thenApply(this::checked).toCompletableFuture();
    }

    /** The keys of a page that are wanted; moves on only when all of it is right. */
    private List<ListedObject> checked(ListPage page) {
        List<ListedObject> objects = page.objects();
        Key previous = startAfter;
        for (ListedObject object : objects) {
            if (object.key().compareTo(previous) <= 0) {
                throw broken("\"" + object.key() + "\" is listed after \"" + previous + "\"");
            }
            if (!object.key().startsWith(prefix)) {
                throw broken("\"" + object.key() + "\" is not under the prefix");
            }
            previous = object.key();
        }
        if (page.truncated()) {
            requireProgress(page);
        }
        emptyPages = objects.isEmpty() ? emptyPages + 1 : 0;
        startAfter = previous;
        token = page.nextToken();
        if (Integer.bitCount(emptyPages) <= 1) {
            mark = emptyPages == 0 ? null : token;
        }
        ended = !page.truncated();
        List<ListedObject> wanted = objects;
        if (!objects.isEmpty() && objects.get(0).key().compareTo(last) <= 0) {
            wanted = objects.stream().filter(o -> o.key().compareTo(last) > 0).toList();
        }
        if (!wanted.isEmpty()) {
            last = wanted.get(wanted.size() - 1).key();
        }
        return wanted;
    }

    private void requireProgress(ListPage page) {
        String next = page.nextToken();
        if (next != null && next.equals(token)) {
            throw broken("the same continuation token came twice");
        }
        // Brent's way to find a loop of any length with the memory of one token.
        if (next != null && next.equals(mark) && page.objects().isEmpty()) {
            throw broken("the continuation tokens go round in a circle");
        }
        if (next == null && page.objects().isEmpty()) {
            throw broken("a page without keys says that there are more, but not where");
        }
        if (emptyPages >= MOST_EMPTY_PAGES) {
            throw broken(emptyPages + " pages in a row without a key");
        }
    }

    private CompletionException broken(String what) {
        return new CompletionException(
                StoreException.of(StoreException.Kind.BAD_ANSWER, "list", store.name())
                        .detail("the listing cannot be trusted: " + what)
                        .build());
    }
}
