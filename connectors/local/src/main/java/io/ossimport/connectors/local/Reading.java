package io.ossimport.connectors.local;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens files for reading. Blocks. Safe for many threads. */
final class Reading {
    private final Path root;
    private final boolean followLinks;
    private final BlockingCalls calls;
    private final BufferPool buffers;

    Reading(Path root, boolean followLinks, BlockingCalls calls, BufferPool buffers) {
        this.root = root;
        this.followLinks = followLinks;
        this.calls = calls;
        this.buffers = buffers;
    }

    ObjectRead head(Key key) throws IOException {
        Path path = path(key);
        Path folder = path.getParent();
        if (folder == null || !folder.toRealPath().startsWith(root.toRealPath())) {
            throw new NoSuchFileException(path.toString());
        }
        return describe(key, look(key, path), Body.empty());
    }

    ObjectRead open(ReadRequest request) throws IOException {
        Key key = request.version().key();
        Path path = path(key);
        BasicFileAttributes found = look(key, path);
        if (FileKeys.isFolder(key)) {
            return describe(key, found, Body.empty());
        }
        String etag = request.version().etag();
        requireSame(key, found, etag);
        ByteRange range = request.range();
        long offset = range == null ? 0 : range.offset();
        long length = range == null ? found.size() : range.length();
        if (length != request.length() || offset + length > found.size()) {
            throw failure(Kind.CONTENT_INCOMPLETE, key)
                    .detail("the file has " + found.size() + " bytes")
                    .build();
        }
        Set<OpenOption> options =
                followLinks
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        FileChannel file = FileChannel.open(path, options);
        FileBody.Unchanged unchanged = () -> requireSame(key, look(key, path), etag);
        return describe(
                key,
                found,
                new FileBody(file, offset, length, subject(key), unchanged, calls, buffers));
    }

    /** What is there now: a regular file, or a folder for the key of one. */
    private BasicFileAttributes look(Key key, Path path) throws IOException {
        BasicFileAttributes found =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (followLinks && found.isSymbolicLink()) {
            BasicFileAttributes target = LinkTarget.of(root, path);
            found = target == null ? found : target;
        }
        if (FileKeys.isFolder(key) ? !found.isDirectory() : !found.isRegularFile()) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    private void requireSame(Key key, BasicFileAttributes found, String etag)
            throws StoreException {
        if (!FileVersion.etag(found).equals(etag)) {
            throw failure(Kind.CHANGED, key).detail("the file changed").build();
        }
    }

    private static ObjectRead describe(Key key, BasicFileAttributes found, Body body) {
        boolean folder = FileKeys.isFolder(key);
        return new ObjectRead(
                folder ? FileVersion.folder(key, found) : FileVersion.listed(key, found),
                metadata(key),
                List.of(),
                body,
                "");
    }

    // Files carry no type, so it is told from the name where the JDK's own table knows it.
    private static ObjectMetadata metadata(Key key) {
        String type = URLConnection.getFileNameMap().getContentTypeFor(key.toString());
        return type == null
                ? ObjectMetadata.NONE
                : new ObjectMetadata(Map.of("content-type", type), Map.of(), 0);
    }

    private Path path(Key key) {
        Path path = root;
        for (byte[] name : FileKeys.names(key)) {
            path = FileNames.child(path, name);
        }
        return path;
    }

    private StoreException.Builder failure(Kind kind, Key key) {
        return StoreException.of(kind, "get", subject(key));
    }

    private String subject(Key key) {
        return "file://" + root + "/" + key;
    }
}
