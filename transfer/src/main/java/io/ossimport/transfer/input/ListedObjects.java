package io.ossimport.transfer.input;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.transfer.scan.ChosenObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The objects of a job's input list, as {@link InputReading} has left them on disk. */
public final class ListedObjects implements ChosenObjects {

    private final JobSpec job;
    private final SortedRows rows;
    private final KeyCollisions collisions;
    private final ExecutorService disk;

    private ListedObjects(JobSpec job, SortedRows rows, KeyCollisions collisions) {
        this.job = job;
        this.rows = rows;
        this.collisions = collisions;
        this.disk =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread thread = new Thread(task, "input-list");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Opens what was left in {@code folder}.
     *
     * @throws IOException when it is not there
     */
    public static ListedObjects open(JobSpec job, Path folder) throws IOException {
        return new ListedObjects(job, SortedRows.open(folder), KeyCollisions.read(folder));
    }

    /** Removes what a run needs of the list; what tells of its reading stays. */
    public static void remove(Path folder) throws IOException {
        SortedRows.remove(folder);
        KeyCollisions.remove(folder);
    }

    @Override
    public ObjectStore atSource(ObjectStore source) {
        return new ListedSource(source, rows, collisions, disk, this::isTrusted);
    }

    @Override
    public boolean areFew() {
        return false;
    }

    @Override
    public boolean areAll() {
        return job.input().isScan();
    }

    @Override
    public TakeRules take(TakeRules rules) {
        return rules;
    }

    /**
     * Whether what the list says of an object is what a listing of this source would say. A file's
     * path may lead through links, which a look at it finds; an ETag of OSS does not tell whether
     * it is an MD5, which matters where objects of both ends are compared.
     */
    private boolean isTrusted(ListedObject object) {
        if (job.input().isScan()) {
            return true;
        }
        if (object.etag().isEmpty()) {
            return false;
        }
        return switch (job.source().type()) {
            case "s3" -> true;
            case "oss" ->
                    !comparesContent()
                            || object.checksum().algorithm() == ChecksumAlgorithm.MD5
                            || Etag.md5(object.etag()).isNone();
            default -> false;
        };
    }

    private boolean comparesContent() {
        return job.overwrite() == OverwritePolicy.DIFFERENT
                || job.overwrite() == OverwritePolicy.FAIL;
    }

    @Override
    public void close() {
        disk.shutdown();
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
