package io.ossimport.transfer.input;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lists a source whole, page by page, in whatever order it has. Only the continuation tokens lead
 * on, so that one that does not is an error: nothing else would tell that a listing is not whole.
 * For one thread.
 */
final class SourceScan implements AutoCloseable {

    // Stores with many deleted versions give pages without a key, but not for ever.
    private static final int MOST_EMPTY_PAGES = 10_000;

    private final ObjectStore opened;
    private final MeteredStore store;
    private final Key prefix;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ListRetry retry;
    private Key last = Key.EMPTY;
    private @Nullable String token;
    private boolean ended;
    private long pages;
    private int emptyPages;

    /** The token of the first, second, fourth, eighth … page. */
    private @Nullable String mark;

    private SourceScan(JobSpec job, ObjectStore opened) {
        this.opened = opened;
        this.store = new MeteredStore(opened);
        this.prefix = KeyMapping.prefix(job.source());
        this.retry = ListRetry.of(job, new Random(), timer);
    }

    /** Opens the source of {@code job}. */
    static SourceScan of(JobSpec job) throws InputListException {
        try {
            return new SourceScan(job, StoreFactory.openStore(job.source()));
        } catch (InvalidConfigException e) {
            throw new InputListException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The next page, which may be empty; null at the end.
     *
     * @throws StoreException when it cannot be had, or cannot be trusted
     */
    @Nullable List<ListedObject> next() throws IOException {
        if (ended) {
            return null;
        }
        ListRequest request = new ListRequest(prefix, last, token, ListRequest.MAX_LIMIT);
        try {
            return retry.run(() -> store.list(request).thenApply(this::taken).toCompletableFuture())
                    .get();
        } catch (ExecutionException e) {
            throw StoreException.from(e, "list", store.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the source was listed");
        }
    }

    /** What was asked of the source so far. */
    Requests requests() {
        return store.requests();
    }

    private List<ListedObject> taken(ListPage page) {
        List<ListedObject> objects = page.objects();
        for (ListedObject object : objects) {
            if (!object.key().startsWith(prefix)) {
                throw broken("\"" + object.key() + "\" is not under the prefix");
            }
        }
        emptyPages = objects.isEmpty() ? emptyPages + 1 : 0;
        ended = !page.truncated();
        if (!ended) {
            advance(page.nextToken());
        }
        if (!objects.isEmpty()) {
            last = objects.get(objects.size() - 1).key();
        }
        return objects;
    }

    // Brent's way to find a loop of any length with the memory of one token.
    private void advance(@Nullable String next) {
        if (next == null) {
            throw broken("a page says that there are more, but not where");
        }
        if (next.equals(token) || next.equals(mark)) {
            throw broken("the continuation tokens go round in a circle");
        }
        if (emptyPages >= MOST_EMPTY_PAGES) {
            throw broken(emptyPages + " pages in a row without a key");
        }
        token = next;
        pages++;
        if (Long.bitCount(pages) == 1) {
            mark = next;
        }
    }

    private CompletionException broken(String what) {
        return new CompletionException(
                StoreException.of(StoreException.Kind.BAD_ANSWER, "list", store.name())
                        .detail("the listing cannot be trusted: " + what)
                        .build());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        opened.close();
    }
}
