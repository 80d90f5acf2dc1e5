package io.ossimport.transfer.input;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An input list that is one object of a bucket. */
final class RemoteListFile extends ListFiles {

    private final RemoteFiles files;
    private final Key key;
    private final Path fetched;
    private boolean given;

    private RemoteListFile(RemoteFiles files, Key key, Path fetched) {
        this.files = files;
        this.key = key;
        this.fetched = fetched;
    }

    static RemoteListFile of(JobSpec job, Path scratch) throws IOException {
        return new RemoteListFile(
                RemoteFiles.of(job), RemoteFiles.key(job), scratch.resolve("fetched"));
    }

    @Override
    @Nullable Listed next() throws IOException {
        if (given) {
            return null;
        }
        given = true;
        files.fetch(key, fetched);
        return new Listed(files.name() + "/" + key, fetched, null);
    }

    @Override
    public void close() throws IOException {
        files.close();
        Files.deleteIfExists(fetched);
    }
}
