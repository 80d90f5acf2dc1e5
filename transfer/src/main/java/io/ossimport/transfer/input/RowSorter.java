package io.ossimport.transfer.input;

import io.ossimport.core.store.Key;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Brings any number of rows into the order of their keys: pieces that fit into memory are sorted
 * and written to files, which are then merged. Needs some forty megabytes of memory however many
 * rows there are, and on disk about a third of what the rows are. For one thread.
 */
final class RowSorter implements AutoCloseable {

    /** So many files are merged at once; there are never more. */
    private static final int MOST_FILES = 128;

    private static final int BUFFER_BYTES = 16 << 10;

    /** A key and three texts of the greatest lengths that can be written. */
    private static final int MOST_ROW_BYTES = 4 << 16;

    private final Path folder;
    private final int pieceBytes;
    private final Piece piece;
    private final List<Path> files = new ArrayList<>();
    private int number;

    /**
     * @param folder an empty one, for the files
     * @param pieceBytes how much is sorted in memory
     */
    RowSorter(Path folder, int pieceBytes) {
        this.folder = folder;
        this.pieceBytes = pieceBytes;
        this.piece = new Piece(pieceBytes);
    }

    /** Takes rows in their order. */
    interface Sink {
        void take(ListRow row) throws IOException;
    }

    void add(ListRow row) throws IOException {
        piece.add(row);
        if (piece.size() >= pieceBytes) {
            spill();
        }
    }

    /** Takes rows whose key another one has that names another object. */
    interface Collisions {
        void take(ListRow row, ListRow first) throws IOException;
    }

    /**
     * Gives the rows that were added in the order of their keys, one for each key.
     *
     * @return how many rows named an object that another row had named
     */
    long drainTo(Sink sink, Collisions collisions) throws IOException {
        spill();
        Distinct distinct = new Distinct(sink, collisions);
        merge(distinct::take);
        distinct.end();
        return distinct.repeated;
    }

    private void spill() throws IOException {
        if (piece.size() == 0) {
            return;
        }
        try (DataOutputStream out = create()) {
            piece.writeSorted(out);
        }
        piece.clear();
        if (files.size() == MOST_FILES) {
            List<Path> merged = List.copyOf(files);
            try (DataOutputStream out = create()) {
                merge(merged, row -> RowCodec.write(row, out));
            }
            delete(merged);
        }
    }

    private DataOutputStream create() throws IOException {
        Path file = folder.resolve("piece-" + ++number);
        files.add(file);
        return new DataOutputStream(
                new BufferedOutputStream(
                        new DeflaterOutputStream(
                                Files.newOutputStream(file), new Deflater(Deflater.BEST_SPEED)),
                        BUFFER_BYTES));
    }

    private void merge(Sink sink) throws IOException {
        merge(List.copyOf(files), sink);
        delete(List.copyOf(files));
    }

    private static void merge(List<Path> files, Sink sink) throws IOException {
        PriorityQueue<Reading> open =
                new PriorityQueue<>(
                        Comparator.comparing((Reading reading) -> reading.row.key())
                                .thenComparingLong(reading -> reading.row.line()));
        try {
            for (Path file : files) {
                Reading reading = new Reading(file);
                if (reading.advance()) {
                    open.add(reading);
                } else {
                    reading.close();
                }
            }
            while (!open.isEmpty()) {
                Reading least = open.remove();
                sink.take(least.row);
                if (least.advance()) {
                    open.add(least);
                } else {
                    least.close();
                }
            }
        } finally {
            for (Reading reading : open) {
                reading.close();
            }
        }
    }

    private void delete(List<Path> merged) throws IOException {
        files.removeAll(merged);
        for (Path file : merged) {
            Files.deleteIfExists(file);
        }
    }

    /** Removes what is left of the files. */
    @Override
    public void close() throws IOException {
        delete(List.copyOf(files));
    }

    /** Encoded rows in memory. */
    private static final class Piece {
        private final Bytes bytes;
        private final DataOutputStream out;
        private int[] starts = new int[1024];
        private int count;

        // Without growing, which would take three times as much for a moment.
        Piece(int bytes) {
            this.bytes = new Bytes(bytes + MOST_ROW_BYTES);
            this.out = new DataOutputStream(this.bytes);
        }

        void add(ListRow row) throws IOException {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = bytes.size();
            RowCodec.write(row, out);
        }

        int size() {
            return bytes.size();
        }

        void writeSorted(DataOutputStream to) throws IOException {
            byte[] all = bytes.array();
            int end = bytes.size();
            int[] order =
                    IntStream.range(0, count)
                            .boxed()
                            .sorted((a, b) -> compare(all, starts[a], starts[b]))
                            .mapToInt(Integer::intValue)
                            .toArray();
            for (int row : order) {
                int next = row + 1 < count ? starts[row + 1] : end;
                to.write(all, starts[row], next - starts[row]);
            }
        }

        void clear() {
            bytes.reset();
            count = 0;
        }

        private static int compare(byte[] all, int a, int b) {
            return Arrays.compareUnsigned(
                    all, a + 2, a + 2 + length(all, a), all, b + 2, b + 2 + length(all, b));
        }

        private static int length(byte[] all, int at) {
            return (all[at] & 0xFF) << 8 | (all[at + 1] & 0xFF);
        }
    }

    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int capacity) {
            super(capacity);
        }

        byte[] array() {
            return buf;
        }
    }

    /** One sorted file. */
    private static final class Reading {
        private final DataInputStream in;
        private ListRow row = ListRow.named(Key.EMPTY);

        Reading(Path file) throws IOException {
            this.in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new InflaterInputStream(Files.newInputStream(file)),
                                    BUFFER_BYTES));
        }

        boolean advance() throws IOException {
            try {
                row = RowCodec.read(in);
                return true;
            } catch (EOFException e) {
                return false;
            }
        }

        void close() throws IOException {
            in.close();
        }
    }

    /** Makes one row of those with one key. */
    private static final class Distinct {
        private final Sink sink;
        private final Collisions collisions;
        private ListRow last = ListRow.named(Key.EMPTY);
        private long repeated;

        Distinct(Sink sink, Collisions collisions) {
            this.sink = sink;
            this.collisions = collisions;
        }

        void take(ListRow row) throws IOException {
            boolean isSameKey = row.key().equals(last.key());
            if (isSameKey && row.collidesWith(last)) {
                collisions.take(row, last);
            } else if (isSameKey) {
                repeated++;
                last = last.with(row);
            } else {
                end();
                last = row;
            }
        }

        void end() throws IOException {
            if (!last.key().isEmpty()) {
                sink.take(last);
            }
        }
    }
}
