package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One folder of a {@link TreeWalk}: its names and the folders among them that wait. */
final class FolderWalk {
    private static final Key SLASH = Key.of("/");

    private final Path folder;
    private final Key prefix;
    private final FolderNames names;
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparing(Entry::order));
    private int at;

    /**
     * A name whose turn has come.
     *
     * @param isFolder whether it was found to be a folder and its turn as such has come; otherwise
     *     it must be looked at
     * @param rest of a folder: from where on to list it
     * @param isWhole of a folder: whether its own key comes too
     * @param inclusive of a folder: whether {@code rest} itself may come
     */
    record Entry(Key name, boolean isFolder, Key rest, boolean isWhole, boolean inclusive) {

        /** Where it stands as a folder. */
        Key order() {
            return name.append(SLASH);
        }
    }

    /**
     * Reads the names of a folder.
     *
     * @param prefix the folder's own key, empty or ending in a slash
     * @param from where to begin, relative to the folder; empty for all
     */
    FolderWalk(Path folder, Key prefix, byte[] from, boolean inclusive) throws IOException {
        this.folder = folder;
        this.prefix = prefix;
        this.names = FolderNames.load(folder);
        this.at = names.first(from, inclusive);
        // Names before "from" matter when they are folders: "a" is before "a-b", "a/" is not.
        for (int end = 1; end <= from.length; end++) {
            byte[] name = Arrays.copyOf(from, end);
            boolean within = end < from.length && from[end] == '/';
            boolean later = end == from.length ? !inclusive : (from[end] & 0xFF) < '/';
            if ((within || later) && names.has(name)) {
                Key rest = within ? Key.ofBytes(from, end + 1, from.length) : Key.EMPTY;
                boolean whole = later || (inclusive && rest.isEmpty());
                waiting.add(new Entry(Key.ofBytes(name), true, rest, whole, inclusive || later));
            }
            if (within) {
                break;
            }
        }
    }

    /** The next name in the order of keys, or null at the end. */
    @Nullable Entry next() {
        Entry folderAhead = waiting.peek();
        if (at < names.size()) {
            Key name = Key.ofBytes(names.get(at));
            if (folderAhead == null || name.compareTo(folderAhead.order()) < 0) {
                at++;
                return new Entry(name, false, Key.EMPTY, true, true);
            }
        }
        return waiting.poll();
    }

    /** Lets a name that was found to be a folder come again when its turn as a folder comes. */
    void defer(Key name) {
        waiting.add(new Entry(name, true, Key.EMPTY, true, true));
    }

    Key key(Key name) {
        return prefix.append(name);
    }

    Path path(Key name) {
        return FileNames.child(folder, name.bytes());
    }
}
