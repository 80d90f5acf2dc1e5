package io.ossimport.testkit.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a stand-in keeps large bodies: a temporary folder, made when the first one comes. */
final class SpoolFolder implements AutoCloseable {

    private @Nullable Path folder;
    private long files;

    /** A name for a new file. */
    synchronized Path newFile() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("stand-in-cloud");
            }
            return folder.resolve("body-" + files++);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
            folder = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
