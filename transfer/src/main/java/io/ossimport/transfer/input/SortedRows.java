package io.ossimport.transfer.input;

import io.ossimport.core.store.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of their keys on disk: {@code rows} holds them in blocks, each deflated by
 * itself, and {@code index} the first key and the place of each block. The index is in memory,
 * about 150 bytes for a thousand rows. Safe for many threads; reads block.
 */
final class SortedRows implements AutoCloseable {

    private static final int BLOCK_ROWS = 1000;

    /** Movers look up what they have just listed. */
    private static final int KEPT_BLOCKS = 16;

    private final FileChannel rows;
    private final List<Block> blocks;

    // guarded by itself
    private final Map<Integer, List<ListRow>> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, List<ListRow>> eldest) {
                    return size() > KEPT_BLOCKS;
                }
            };

    private SortedRows(FileChannel rows, List<Block> blocks) {
        this.rows = rows;
        this.blocks = blocks;
    }

    private record Block(Key first, long offset, int length) {}

    /**
     * Rows behind a key.
     *
     * @param isMore whether there are rows behind them
     */
    record Page(List<ListRow> rows, boolean isMore) {}

    private static Path rows(Path folder) {
        return folder.resolve("rows");
    }

    private static Path index(Path folder) {
        return folder.resolve("index");
    }

    static SortedRows open(Path folder) throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (DataInputStream index =
                new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(index(folder))))) {
            while (index.available() > 0) {
                byte[] key = new byte[index.readUnsignedShort()];
                index.readFully(key);
                blocks.add(new Block(Key.ofBytes(key), index.readLong(), index.readInt()));
            }
        }
        return new SortedRows(FileChannel.open(rows(folder)), blocks);
    }

    /**
     * The rows behind {@code after}, some of them: at most {@code most}, and one unless none is.
     */
    Page after(Key after, int most) throws IOException {
        List<ListRow> page = new ArrayList<>();
        int block = Math.max(0, blockOf(after));
        for (; block < blocks.size() && page.isEmpty(); block++) {
            for (ListRow row : block(block)) {
                if (row.key().compareTo(after) > 0) {
                    page.add(row);
                }
            }
        }
        boolean cut = page.size() > most;
        return new Page(cut ? page.subList(0, most) : page, cut || block < blocks.size());
    }

    /** The row with this key, or null. */
    @Nullable ListRow find(Key key) throws IOException {
        int block = blockOf(key);
        if (block < 0) {
            return null;
        }
        for (ListRow row : block(block)) {
            if (row.key().equals(key)) {
                return row;
            }
        }
        return null;
    }

    private List<ListRow> block(int number) throws IOException {
        synchronized (kept) {
            List<ListRow> known = kept.get(number);
            if (known != null) {
                return known;
            }
        }
        List<ListRow> read = read(blocks.get(number));
        synchronized (kept) {
            kept.put(number, read);
        }
        return read;
    }

    /** The last block that begins with this key or before it; -1 when none does. */
    private int blockOf(Key key) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).first().compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private List<ListRow> read(Block block) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(block.length());
        while (bytes.hasRemaining()) {
            if (rows.read(bytes, block.offset() + bytes.position()) < 0) {
                throw new EOFException("the sorted rows of the input list end early");
            }
        }
        List<ListRow> read = new ArrayList<>(BLOCK_ROWS);
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(new ByteArrayInputStream(bytes.array())))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                read.add(RowCodec.read(in));
            }
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** Removes the files; nothing is left to be opened. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(rows(folder));
        Files.deleteIfExists(index(folder));
    }

    /** Writes rows that come in rising order of their keys. */
    static final class Writer implements AutoCloseable {
        private final OutputStream rows;
        private final DataOutputStream index;
        private final List<ListRow> block = new ArrayList<>(BLOCK_ROWS);
        private long offset;
        private long count;

        Writer(Path folder) throws IOException {
            rows = Files.newOutputStream(rows(folder));
            index =
                    new DataOutputStream(
                            new java.io.BufferedOutputStream(Files.newOutputStream(index(folder))));
        }

        void add(ListRow row) throws IOException {
            count++;
            block.add(row);
            if (block.size() == BLOCK_ROWS) {
                write();
            }
        }

        /** How many were added. */
        long count() {
            return count;
        }

        private void write() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out =
                    new DataOutputStream(
                            new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED)))) {
                out.writeInt(block.size());
                for (ListRow row : block) {
                    RowCodec.write(row, out);
                }
            }
            byte[] key = block.get(0).key().bytes();
            index.writeShort(key.length);
            index.write(key);
            index.writeLong(offset);
            index.writeInt(bytes.size());
            bytes.writeTo(rows);
            offset += bytes.size();
            block.clear();
        }

        @Override
        public void close() throws IOException {
            try (rows;
                    index) {
                if (!block.isEmpty()) {
                    write();
                }
            }
        }
    }
}
