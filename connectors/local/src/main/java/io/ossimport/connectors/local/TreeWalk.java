package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ListedObject.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a tree in the order of its keys, with the names of one folder a level in memory. A
 * folder {@code a} stands at {@code a/}, which is behind a file {@code a.b}; since a listing does
 * not tell folders from files, an entry is looked at when its name comes up, and a folder then
 * waits until its turn. Blocks; for one thread at a time.
 */
final class TreeWalk {
    private final Path root;
    private final boolean followLinks;
    private final boolean listFolders;
    private final Deque<FolderWalk> levels = new ArrayDeque<>();
    private @Nullable ListedObject ahead;

    /**
     * Begins at a key.
     *
     * @param inclusive whether the key itself may come
     */
    TreeWalk(Path root, Key from, boolean inclusive, boolean followLinks, boolean listFolders)
            throws IOException {
        this.root = root;
        this.followLinks = followLinks;
        this.listFolders = listFolders;
        levels.push(new FolderWalk(root, Key.EMPTY, from.bytes(), inclusive));
    }

    /** What {@link #next} will give, or null at the end. */
    @Nullable ListedObject peek() throws IOException {
        while (ahead == null && !levels.isEmpty()) {
            step(levels.element());
        }
        return ahead;
    }

    @Nullable ListedObject next() throws IOException {
        ListedObject next = peek();
        ahead = null;
        return next;
    }

    private void step(FolderWalk level) throws IOException {
        FolderWalk.Entry entry = level.next();
        if (entry == null) {
            levels.pop();
            return;
        }
        Key key = level.key(entry.name());
        Path path = level.path(entry.name());
        BasicFileAttributes found;
        try {
            found =
                    Files.readAttributes(
                            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // deleted since the folder was read
        } catch (IOException e) {
            ahead = unreadable(key, e);
            return;
        }
        if (entry.isFolder() && found.isDirectory()) {
            enter(key.append(Key.of("/")), path, entry, found);
        } else if (found.isDirectory()) {
            level.defer(entry.name());
        } else if (!entry.isFolder()) {
            ahead = entry(key, path, found);
        }
    }

    private void enter(Key key, Path path, FolderWalk.Entry entry, BasicFileAttributes attributes) {
        try {
            levels.push(new FolderWalk(path, key, entry.rest().bytes(), entry.inclusive()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // deleted since it was looked at
        } catch (IOException e) {
            ahead = unreadable(key, e);
            return;
        }
        if (listFolders && entry.isWhole()) {
            ahead = FileVersion.folder(key, attributes);
        }
    }

    private ListedObject entry(Key key, Path path, BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return FileVersion.listed(key, found);
        }
        if (!found.isSymbolicLink()) {
            return other(key, Kind.SPECIAL, "neither a file nor a folder: it is never opened");
        }
        BasicFileAttributes target = followLinks ? LinkTarget.of(root, path) : null;
        if (target != null && target.isRegularFile()) {
            return FileVersion.listed(key, target);
        }
        return other(key, Kind.SYMLINK, "");
    }

    private static ListedObject unreadable(Key key, IOException error) {
        String why =
                error instanceof AccessDeniedException
                        ? "permission denied"
                        : String.valueOf(error.getMessage());
        return other(key, Kind.UNREADABLE, "it cannot be read, nor what is below it: " + why);
    }

    private static ListedObject other(Key key, Kind kind, String detail) {
        return new ListedObject(key, 0, 0, "", Checksum.NONE, detail, kind);
    }
}
