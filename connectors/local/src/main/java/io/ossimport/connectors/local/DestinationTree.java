package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds and makes the folders in which files are written. Goes down from the root by open folders,
 * one name at a time and never through a link ({@code openat}, {@code O_NOFOLLOW}), so that nobody
 * who swaps a folder for a link meanwhile can lead a write out of the root. Blocks. Safe for many
 * threads.
 */
final class DestinationTree {

    /** Each time another mover or process has put its own empty folder in the place of ours. */
    static final int ATTEMPTS = 100;

    private final Path root;
    private final boolean makeRoot;
    private final Object making = new Object();

    DestinationTree(Path root, boolean makeRoot) {
        this.root = root;
        this.makeRoot = makeRoot;
    }

    /**
     * Opens the folder that the key's last name lies in, making folders on the way where {@code
     * make}. The caller closes it.
     *
     * @throws NoSuchFileException when it is not there and is not to be made
     */
    SecureDirectoryStream<Path> openParent(Key key, boolean make) throws IOException {
        List<byte[]> names = FileKeys.names(key);
        return open(key, names.subList(0, names.size() - 1), make);
    }

    /** Makes the folder that the key names, which ends in a slash. */
    void makeFolder(Key key) throws IOException {
        open(key, FileKeys.names(key), true).close();
    }

    private SecureDirectoryStream<Path> open(Key key, List<byte[]> names, boolean make)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return walk(key, names, make);
            } catch (NoSuchFileException e) {
                if (!make || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private SecureDirectoryStream<Path> walk(Key key, List<byte[]> names, boolean make)
            throws IOException {
        SecureDirectoryStream<Path> at = openRoot(key);
        try {
            for (byte[] name : names) {
                Path child = entry(name);
                SecureDirectoryStream<Path> below = enter(key, at, child, make);
                at.close();
                at = below;
            }
            return at;
        } catch (IOException e) {
            at.close();
            throw e;
        }
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes what is returned
    private SecureDirectoryStream<Path> openRoot(Key key) throws IOException {
        if (makeRoot) {
            Files.createDirectories(root);
        }
        DirectoryStream<Path> stream;
        try {
            stream = Files.newDirectoryStream(root);
        } catch (NoSuchFileException e) {
            throw StoreException.of(Kind.NO_SUCH_BUCKET, "put", root.toString())
                    .detail("the folder is not there")
                    .cause(e)
                    .build();
        }
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw StoreException.of(Kind.UNSUPPORTED, "put", root + "/" + key)
                .detail("this platform cannot write below a folder safely; use Linux")
                .build();
    }

    private SecureDirectoryStream<Path> enter(
            Key key, SecureDirectoryStream<Path> at, Path child, boolean make) throws IOException {
        BasicFileAttributes there = attributes(at, child);
        if (there == null && make) {
            // What has a tree of its own, a process or a mover, can still replace an empty folder.
            synchronized (making) {
                there = attributes(at, child);
                if (there == null) {
                    makeIn(key, at, child);
                }
            }
        }
        if (there != null && !there.isDirectory()) {
            throw conflict(
                    key,
                    there.isSymbolicLink()
                            ? "a link stands where a folder is needed: " + child
                            : "a file stands where a folder is needed: " + child);
        }
        return at.newDirectoryStream(child, LinkOption.NOFOLLOW_LINKS);
    }

    // There is no mkdirat in Java, and a mkdir by path could be led astray by a link. So the folder
    // is made in the root and moved to its place by open folders.
    private void makeIn(Key key, SecureDirectoryStream<Path> at, Path child) throws IOException {
        Path temporary = Path.of(temporaryName());
        Files.createDirectory(root.resolve(temporary));
        try (SecureDirectoryStream<Path> top = openRoot(key)) {
            try {
                top.move(temporary, at, child);
            } catch (IOException e) {
                top.deleteDirectory(temporary);
                BasicFileAttributes there = attributes(at, child);
                if (there == null || !there.isDirectory()) {
                    throw e;
                } // else somebody else was faster, and has put something into it already
            }
        }
    }

    /** What is under this name in an open folder, links not followed, or null when nothing is. */
    static @Nullable BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name)
            throws IOException {
        try {
            return folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The relative path of this one name. */
    Path entry(byte[] name) {
        return FileNames.child(root, name).getFileName();
    }

    StoreException conflict(Key key, String detail) {
        return StoreException.of(Kind.FILE_DIR_CONFLICT, "put", root + "/" + key)
                .detail(detail)
                .build();
    }

    /** A new name for an unfinished file or folder. */
    static String temporaryName() {
        return FileKeys.OURS + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
