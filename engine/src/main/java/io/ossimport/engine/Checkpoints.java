package io.ossimport.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Flink left in a job's folder to go on from: checkpoints, {@code checkpoints/<flink
 * job>/chk-<n>}, and what a stop wrote, {@code checkpoints/savepoint-<…>}.
 */
final class Checkpoints {

    private static final String METADATA = "_metadata";

    private Checkpoints() {}

    /**
     * The newest complete checkpoint. Flink writes {@code _metadata} last, so a folder without it
     * is one that was not completed.
     */
    static Optional<Path> newest(Path checkpoints) throws IOException {
        List<Path> oldestFirst = complete(checkpoints);
        return oldestFirst.isEmpty()
                ? Optional.empty()
                : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
    }

    /**
     * Removes all complete checkpoints but the newest. To go on from an older one would repeat rows
     * that are in the lists already.
     */
    static void removeOlder(Path checkpoints) throws IOException {
        List<Path> oldestFirst = complete(checkpoints);
        for (Path old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - 1))) {
            Folders.remove(old);
        }
    }

    private static List<Path> complete(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(checkpoints, 3, (file, kind) -> isMetadata(file))) {
            return files.sorted(Comparator.comparing(Checkpoints::written))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static boolean isMetadata(Path file) {
        Path folder = file.getParent();
        return file.endsWith(METADATA)
                && folder != null
                && folder.getFileName().toString().matches("(chk|savepoint)-.*");
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
