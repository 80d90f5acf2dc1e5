package io.ossimport.transfer.input;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of an inventory: {@code manifest.json} names them, and each must have the MD5 that it
 * gives. The manifest's own MD5 is in {@code manifest.checksum} beside it, which comes last, so
 * that an inventory without it is not complete.
 */
final class InventoryFiles extends ListFiles {

    private static final String MANIFEST = "manifest.json";
    private static final String CHECKSUM = "manifest.checksum";

    private final Folder folder;
    private final InventoryManifest manifest;
    private final Iterator<InventoryManifest.DataFile> files;

    private InventoryFiles(Folder folder, InventoryManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
        this.files = manifest.files().iterator();
    }

    /** Where an inventory lies. */
    private interface Folder extends AutoCloseable {

        /** What people call a file. */
        String name(String file);

        /** A file beside the manifest, here; it may be gone when the next one is asked for. */
        Path beside(String name) throws IOException;

        /** A file of rows, likewise. */
        Path data(String key) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Whether the list of a job is an inventory. */
    static boolean isNamed(InputList list) {
        String place = list.place();
        return list.form() == InputList.Form.INVENTORY
                || (list.form() == InputList.Form.AUTO
                        && (place.endsWith("/" + MANIFEST) || place.endsWith("\\" + MANIFEST)));
    }

    static InventoryFiles of(JobSpec job, Path scratch) throws IOException {
        String place = job.input().place();
        Folder folder =
                place.contains("://")
                        ? new Remote(
                                RemoteFiles.of(job),
                                RemoteFiles.key(job),
                                scratch.resolve("fetched"))
                        : new Local(Path.of(place));
        try {
            return new InventoryFiles(folder, manifest(job, folder));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static InventoryManifest manifest(JobSpec job, Folder folder) throws IOException {
        Path checksum = folder.beside(CHECKSUM);
        String expected = Files.readString(checksum, StandardCharsets.UTF_8).strip();
        Path file = folder.beside(MANIFEST);
        String name = folder.name(MANIFEST);
        requireMd5(file, name, expected);
        InventoryManifest manifest = InventoryManifest.read(file, name);
        if (!manifest.bucket().equals(job.source().bucket())) {
            throw new InputListException(
                    "The inventory "
                            + name
                            + " is of bucket "
                            + manifest.bucket()
                            + "; the job's source is "
                            + job.source().url()
                            + ".");
        }
        return manifest;
    }

    private static void requireMd5(Path file, String name, String expected) throws IOException {
        MessageDigest md5;
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] some = new byte[1 << 16];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                md5.update(some, 0, count);
            }
        }
        String found = HexFormat.of().formatHex(md5.digest());
        if (!found.equalsIgnoreCase(expected)) {
            throw new InputListException(
                    "The inventory's file "
                            + name
                            + " has the MD5 "
                            + found
                            + " and should have "
                            + expected
                            + ": it is damaged, or of another inventory. Fetch it again.");
        }
    }

    @Override
    @Nullable Listed next() throws IOException {
        if (!files.hasNext()) {
            return null;
        }
        InventoryManifest.DataFile file = files.next();
        Path path = folder.data(file.key());
        requireMd5(path, file.key(), file.md5());
        return new Listed(file.key(), path, manifest);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /** An inventory that was fetched, with its folders or without. */
    private record Local(Path manifest) implements Folder {

        @Override
        public String name(String file) {
            return manifest.resolveSibling(file).toString();
        }

        @Override
        public Path beside(String name) throws InputListException {
            // the manifest may have another name here
            Path file = name.equals(MANIFEST) ? manifest : manifest.resolveSibling(name);
            if (!Files.isRegularFile(file)) {
                throw new InputListException(
                        "There is no "
                                + file
                                + (name.equals(CHECKSUM)
                                        ? ": the inventory is not complete, or was not fetched"
                                                + " whole."
                                        : "."));
            }
            return file;
        }

        @Override
        public Path data(String key) throws InputListException {
            String name = key.substring(key.lastIndexOf('/') + 1);
            return places(key, name)
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new InputListException(
                                            "The inventory's file "
                                                    + key
                                                    + " is not there, nor "
                                                    + manifest.resolveSibling(name)
                                                    + "."));
        }

        // Below one of the folders around, as in the bucket; or moved to the manifest.
        private Stream<Path> places(String key, String name) {
            Stream<Path> around =
                    Stream.iterate(
                            manifest.toAbsolutePath().getParent(),
                            folder -> folder != null,
                            Path::getParent);
            return Stream.concat(
                    Stream.of(
                            manifest.resolveSibling(name),
                            manifest.resolveSibling("data").resolve(name)),
                    around.map(folder -> folder.resolve(key)));
        }

        @Override
        public void close() {}
    }

    /** An inventory in its bucket. */
    private record Remote(RemoteFiles files, Key manifest, Path fetched) implements Folder {

        @Override
        public String name(String file) {
            return files.name() + "/" + sibling(file);
        }

        private Key sibling(String name) {
            String key = manifest.toString();
            return name.equals(MANIFEST)
                    ? manifest
                    : Key.of(key.substring(0, key.lastIndexOf('/') + 1) + name);
        }

        @Override
        public Path beside(String name) throws IOException {
            files.fetch(sibling(name), fetched);
            return fetched;
        }

        @Override
        public Path data(String key) throws IOException {
            files.fetch(Key.of(key), fetched);
            return fetched;
        }

        @Override
        public void close() throws IOException {
            files.close();
            Files.deleteIfExists(fetched);
        }
    }
}
