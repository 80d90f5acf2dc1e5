package io.ossimport.transfer.input;

import io.ossimport.core.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of an input list, one after another, each on this machine while it is read. */
abstract sealed class ListFiles implements AutoCloseable
        permits ListFiles.Local, RemoteListFile, InventoryFiles {

    /**
     * A file.
     *
     * @param name what people call it
     * @param inventory what it is a part of; null when it says itself how it is written
     */
    record Listed(String name, Path path, @Nullable InventoryManifest inventory) {}

    /** The next one, or null when there is none left. The one before it may be gone then. */
    abstract @Nullable Listed next() throws IOException;

    @Override
    public void close() throws IOException {}

    /**
     * The files of the list of {@code job}.
     *
     * @param scratch a folder for what has to be fetched
     */
    static ListFiles of(JobSpec job, Path scratch) throws IOException {
        if (InventoryFiles.isNamed(job.input())) {
            return InventoryFiles.of(job, scratch);
        }
        String place = job.input().place();
        return place.contains("://")
                ? RemoteListFile.of(job, scratch)
                : new Local(files(Path.of(place)).iterator());
    }

    private static List<Path> files(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        if (!Files.isDirectory(place)) {
            throw new InputListException("There is no input list " + place + ".");
        }
        try (Stream<Path> below = Files.walk(place)) {
            List<Path> lists = below.filter(ListFiles::isList).sorted().toList();
            if (lists.isEmpty()) {
                throw new InputListException(
                        "The folder " + place + " has no input list: no *.csv and no *.csv.gz.");
            }
            return lists;
        }
    }

    // A run gives what is not finished, and the rows that it could not use, such names.
    private static boolean isList(Path file) {
        String name = String.valueOf(file.getFileName());
        return (name.endsWith(".csv") || name.endsWith(".csv.gz"))
                && !name.startsWith(".")
                && !name.startsWith("_")
                && !name.equals("problems.csv.gz")
                && Files.isRegularFile(file);
    }

    /** Files that are here already. */
    static final class Local extends ListFiles {
        private final Iterator<Path> files;

        Local(Iterator<Path> files) {
            this.files = files;
        }

        @Override
        @Nullable Listed next() {
            if (!files.hasNext()) {
                return null;
            }
            Path file = files.next();
            return new Listed(file.toString(), file, null);
        }
    }
}
