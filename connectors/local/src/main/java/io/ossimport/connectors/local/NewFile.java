package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/**
 * A file that is being written under a hidden name in the folder where it will stand. It takes its
 * own name in one step, after its bytes are on the disk and were read back. Blocks; for one thread
 * at a time.
 */
final class NewFile implements AutoCloseable {
    private final DestinationTree tree;
    private final Key key;
    private final SecureDirectoryStream<Path> folder;
    private final Path hidden;
    private final FileChannel channel;

    private NewFile(
            DestinationTree tree,
            Key key,
            SecureDirectoryStream<Path> folder,
            Path hidden,
            FileChannel channel) {
        this.tree = tree;
        this.key = key;
        this.folder = folder;
        this.hidden = hidden;
        this.channel = channel;
    }

    /** Begins a file for {@code key} under a hidden name that nobody uses. */
    static NewFile create(DestinationTree tree, Key key, String hidden) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return createIn(tree, key, hidden);
            } catch (NoSuchFileException e) {
                // The folder that was opened has been replaced, see there.
                if (attempt == DestinationTree.ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static NewFile createIn(DestinationTree tree, Key key, String hidden)
            throws IOException {
        SecureDirectoryStream<Path> folder = tree.openParent(key, true);
        try {
            NewFile file =
                    open(
                            tree,
                            key,
                            folder,
                            hidden,
                            Set.of(
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.READ,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS));
            file.refuseFolder();
            return file;
        } catch (IOException e) {
            Closing.quietly(folder);
            throw e;
        }
    }

    /** Goes on with a file that {@link #create} began. */
    static NewFile reopen(DestinationTree tree, Key key, String hidden) throws IOException {
        SecureDirectoryStream<Path> folder = tree.openParent(key, false);
        try {
            return open(
                    tree,
                    key,
                    folder,
                    hidden,
                    Set.of(
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            Closing.quietly(folder);
            throw e;
        }
    }

    private static NewFile open(
            DestinationTree tree,
            Key key,
            SecureDirectoryStream<Path> folder,
            String hidden,
            Set<? extends java.nio.file.OpenOption> options)
            throws IOException {
        Path name = Path.of(hidden);
        FileChannel channel = (FileChannel) folder.newByteChannel(name, options);
        return new NewFile(tree, key, folder, name, channel);
    }

    FileChannel channel() {
        return channel;
    }

    /** The CRC-64 of {@code length} bytes from {@code offset} on, read back from the file. */
    Checksum readBack(long offset, long length, BufferPool buffers) throws IOException {
        Digest digest = Digest.of(ChecksumAlgorithm.CRC64_XZ);
        ByteBuffer bytes = buffers.take(length);
        try {
            for (long at = offset; at < offset + length; at += bytes.limit()) {
                bytes.clear().limit((int) Math.min(bytes.capacity(), offset + length - at));
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, at + bytes.position()) < 0) {
                        throw failure(Kind.CONTENT_INCOMPLETE)
                                .detail("the written file ends at byte " + channel.size())
                                .build();
                    }
                }
                digest.update(bytes.flip());
            }
        } finally {
            buffers.give(bytes);
        }
        return digest.value();
    }

    /** Makes the bytes so far outlast a loss of power. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Gives the file its name, replacing what has it unless {@code ifAbsent}. */
    Written publish(boolean ifAbsent, Checksum checksum) throws IOException {
        refuseFolder();
        Path name = name();
        if (ifAbsent && DestinationTree.attributes(folder, name) != null) {
            throw failure(Kind.ALREADY_EXISTS).detail("the file is there").build();
        }
        folder.move(hidden, folder, name);
        BasicFileAttributes now = DestinationTree.attributes(folder, name);
        return new Written(now == null ? "" : FileVersion.etag(now), List.of(checksum), "");
    }

    private void refuseFolder() throws IOException {
        BasicFileAttributes there = DestinationTree.attributes(folder, name());
        if (there != null && there.isDirectory()) {
            IOException conflict = tree.conflict(key, "a folder of this name is there");
            delete();
            throw conflict;
        }
    }

    private Path name() {
        List<byte[]> names = FileKeys.names(key);
        return tree.entry(names.get(names.size() - 1));
    }

    private StoreException.Builder failure(Kind kind) {
        return StoreException.of(kind, "put", key.toString());
    }

    /** Gives the file up, as far as it is there. */
    void delete() {
        Closing.quietly(() -> folder.deleteFile(hidden));
    }

    @Override
    public void close() {
        Closing.quietly(channel);
        Closing.quietly(folder);
    }
}
