package io.ossimport.transfer.uploads;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.report.Json;
import io.ossimport.transfer.report.KeyText;
import io.ossimport.transfer.report.Sha256;
import io.ossimport.transfer.report.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The multipart uploads that a job has open, as files in a folder: one for each, from before the
 * destination is asked for it until it is completed or aborted. What is left there at the end of a
 * run was orphaned by a crash. Blocks, and outlasts a loss of power. Safe for many threads and
 * processes.
 */
public final class UploadJournal {

    private static final Logger LOG = LoggerFactory.getLogger(UploadJournal.class);
    private static final String SUFFIX = ".json";

    private final Path folder;

    /**
     * @param folder made when the first upload is opened
     */
    public UploadJournal(Path folder) {
        this.folder = folder;
    }

    /** Notes that an upload is about to be opened; gives the file that says so. */
    Path asked(Key key, long askedMillis) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("asked-" + UUID.randomUUID() + SUFFIX);
        write(file, JournalEntry.asked(key, askedMillis));
        return file;
    }

    /** Notes the upload's id; what {@link #asked} wrote is to be closed then. */
    void opened(Upload upload, long askedMillis) throws IOException {
        write(file(upload), JournalEntry.opened(upload, askedMillis));
    }

    /** The upload is completed, or aborted. */
    void closed(Upload upload) throws IOException {
        Files.deleteIfExists(file(upload));
    }

    /** Nothing at the destination stands behind this file any longer. */
    void closed(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Whether nothing is noted. */
    public boolean isEmpty() throws IOException {
        return files().isEmpty();
    }

    /** All that is noted, by file. One that cannot be read stays where it is, with a warning. */
    Map<Path, JournalEntry> entries() throws IOException {
        Map<Path, JournalEntry> entries = new LinkedHashMap<>();
        for (Path file : files()) {
            try {
                entries.put(file, Json.read(file, JournalEntry.class));
            } catch (NoSuchFileException e) {
                LOG.debug("{} was closed just now", file);
            } catch (IOException e) {
                LOG.warn("{} cannot be read: {}", file, e.toString());
            }
        }
        return entries;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private Path file(Upload upload) {
        String name = KeyText.encode(upload.key()) + " " + upload.uploadId();
        byte[] digest = Sha256.create().digest(name.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + SUFFIX);
    }

    private static void write(Path file, JournalEntry entry) throws IOException {
        WholeFile.write(file, Json.write(entry) + "\n");
    }
}
