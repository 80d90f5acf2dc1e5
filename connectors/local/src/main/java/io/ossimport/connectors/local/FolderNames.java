package io.ossimport.connectors.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names in one folder, sorted by their bytes. They are all in memory: about 50 bytes and the
 * name for each entry, so a folder of a million files takes some 70 MB while it is listed.
 */
final class FolderNames {
    private final byte[][] sorted;

    private FolderNames(byte[][] sorted) {
        this.sorted = sorted;
    }

    static FolderNames load(Path folder) throws IOException {
        List<byte[]> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                byte[] name = FileNames.bytes(entry);
                if (!FileKeys.isOurs(name)) {
                    names.add(name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        byte[][] sorted = names.toArray(new byte[0][]);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return new FolderNames(sorted);
    }

    int size() {
        return sorted.length;
    }

    byte[] get(int index) {
        return sorted[index];
    }

    boolean has(byte[] name) {
        return Arrays.binarySearch(sorted, name, Arrays::compareUnsigned) >= 0;
    }

    /** The index of the first name that is beyond {@code bytes}, or not before it. */
    int first(byte[] bytes, boolean inclusive) {
        int index = Arrays.binarySearch(sorted, bytes, Arrays::compareUnsigned);
        return index < 0 ? -index - 1 : inclusive ? index : index + 1;
    }
}
