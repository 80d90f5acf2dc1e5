package io.ossimport.transfer.input;

import io.ossimport.core.store.Key;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source keys that rules send to a place that another one goes to. Of all that go to one place
 * the least key has it. Immutable.
 */
final class KeyCollisions {

    /** More than these are no accident. */
    private static final int MOST = 100_000;

    private final Map<Key, Key> owners;

    private KeyCollisions(Map<Key, Key> owners) {
        this.owners = owners;
    }

    private static Path file(Path folder) {
        return folder.resolve("collisions");
    }

    /** Those that {@link Search} has written into {@code folder}; none when it has not. */
    static KeyCollisions read(Path folder) throws IOException {
        Map<Key, Key> owners = new HashMap<>();
        if (Files.exists(file(folder))) {
            try (DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(file(folder))))) {
                for (int left = in.readInt(); left > 0; left--) {
                    owners.put(readKey(in), readKey(in));
                }
            }
        }
        return new KeyCollisions(owners);
    }

    private static Key readKey(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return Key.ofBytes(bytes);
    }

    /** Removes what was written. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(file(folder));
    }

    /** Who has the place that {@code source} would go to; null when that is itself. */
    @Nullable Key ownerInsteadOf(Key source) {
        return owners.get(source);
    }

    /** Brings keys of the source into the order of their places, to find those that share one. */
    static final class Search implements AutoCloseable {
        private final RowSorter sorter;
        private final Map<Key, Key> owners = new HashMap<>();
        private Key place = Key.EMPTY;
        private Key owner = Key.EMPTY;

        /**
         * @param folder an empty one, for the files
         * @param pieceBytes how much is sorted in memory
         */
        Search(Path folder, int pieceBytes) {
            this.sorter = new RowSorter(folder, pieceBytes);
        }

        /** Takes a key and where it goes. A place that no store can have is nobody's. */
        void add(Key source, Key destination) throws IOException {
            int length = Short.BYTES + destination.length() + source.length();
            if (length <= RowCodec.MOST_KEY_BYTES) {
                byte[] both =
                        ByteBuffer.allocate(length)
                                .putShort((short) destination.length())
                                .put(destination.bytes())
                                .put(source.bytes())
                                .array();
                sorter.add(ListRow.named(Key.ofBytes(both)));
            }
        }

        /**
         * Writes down what was found.
         *
         * @throws InputListException when so many share a place that the rules cannot be meant
         */
        void write(Path folder) throws IOException {
            var unused = sorter.drainTo(this::take, (row, first) -> {});
            try (DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(file(folder))))) {
                out.writeInt(owners.size());
                for (Map.Entry<Key, Key> entry : owners.entrySet()) {
                    write(entry.getKey(), out);
                    write(entry.getValue(), out);
                }
            }
        }

        private static void write(Key key, DataOutputStream out) throws IOException {
            out.writeShort(key.length());
            out.write(key.bytes());
        }

        private void take(ListRow row) throws InputListException {
            byte[] both = row.key().bytes();
            int split = Short.BYTES + Short.toUnsignedInt(ByteBuffer.wrap(both).getShort());
            Key destination = Key.ofBytes(both, Short.BYTES, split);
            Key source = Key.ofBytes(both, split, both.length);
            if (!destination.equals(place)) {
                place = destination;
                owner = source;
                return;
            }
            owners.put(source, owner);
            if (owners.size() > MOST) {
                throw new InputListException(
                        "The rules of keyRewrite send more than "
                                + MOST
                                + " objects to places of others, such as \""
                                + owner
                                + "\" and \""
                                + source
                                + "\" to \""
                                + destination
                                + "\". Nothing was copied. Give rules that keep them apart.");
            }
        }

        @Override
        public void close() throws IOException {
            sorter.close();
        }
    }
}
