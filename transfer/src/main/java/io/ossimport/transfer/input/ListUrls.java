package io.ossimport.transfer.input;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The objects of a list of URLs, by their keys: the URL of each is read from the list when it is
 * needed, and nowhere written down. So the list must stay as it is while a run goes on.
 */
public final class ListUrls extends ForwardingStore {

    private final FileChannel list;
    private final HttpColumns columns;
    private final SortedRows rows;
    private final ExecutorService disk;

    private ListUrls(ObjectStore store, JobSpec job, SortedRows rows, FileChannel list) {
        super(store);
        this.list = list;
        this.columns = new HttpColumns(job.input());
        this.rows = rows;
        this.disk =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "url-list");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * The source of {@code job} by the keys of its list, when that is one of URLs; otherwise the
     * store itself. Closing it closes the store.
     *
     * @param folder what {@link InputReading} has left
     */
    public static ObjectStore over(ObjectStore store, JobSpec job, Path folder) throws IOException {
        if (!job.input().hasUrls()) {
            return store;
        }
        SortedRows rows = SortedRows.open(folder);
        return new ListUrls(store, job, rows, FileChannel.open(Path.of(job.input().place())));
    }

    @Override
    public CompletionStage<ObjectRead> read(ReadRequest request) {
        ListedObject version = request.version();
        return url(version.key(), "get")
                .thenCompose(
                        url -> store().read(new ReadRequest(version.under(url), request.range())))
                .thenApply(read -> under(version.key(), read));
    }

    @Override
    public CompletionStage<ObjectRead> head(Key key) {
        return url(key, "head")
                .thenCompose(url -> store().head(url))
                .thenApply(read -> under(key, read));
    }

    private CompletableFuture<Key> url(Key key, String operation) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return url(key);
                    } catch (IOException | BadRowException e) {
                        throw new CompletionException(
                                StoreException.of(Kind.UNKNOWN, operation, "http/" + key)
                                        .detail(
                                                "its URL cannot be read from the list, which must"
                                                        + " stay as it was: "
                                                        + e.getMessage())
                                        .build());
                    }
                },
                disk);
    }

    private Key url(Key key) throws IOException, BadRowException {
        ListRow row = rows.find(key);
        ListRow.UrlPlace place = row == null ? null : row.url();
        if (place == null) {
            throw new BadRowException("it is not in the list");
        }
        ByteBuffer bytes = ByteBuffer.allocate(HttpListRows.MOST_BYTES + 4);
        int count = list.read(bytes, place.offset());
        int end = 0;
        while (end < count && bytes.get(end) != '\n' && bytes.get(end) != '\r') {
            end++;
        }
        byte[] line = Arrays.copyOf(bytes.array(), end);
        Rows.Row read = HttpListRows.row(place.line(), place.offset(), line);
        HttpColumns.Target target = columns.target(read.cells());
        if (target.digest() != place.digest()) {
            throw new BadRowException("line " + place.line() + " is another one now");
        }
        return Key.of(target.url());
    }

    private static ObjectRead under(Key key, ObjectRead read) {
        return new ObjectRead(
                read.version().under(key),
                read.metadata(),
                read.checksums(),
                read.body(),
                read.requestId());
    }

    @Override
    public void close() {
        disk.shutdown();
        try {
            list.close();
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            store().close();
        }
    }
}
