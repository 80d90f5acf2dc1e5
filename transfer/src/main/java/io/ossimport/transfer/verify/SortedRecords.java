package io.ossimport.transfer.verify;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records of one length on disk, found by an id that is spread evenly: the first byte of the id
 * names one of 256 files, and each file is sorted by itself, so that 10^8 records are sorted with
 * 20 MB of memory. For one thread.
 */
final class SortedRecords {

    static final int ID_BYTES = 16;

    /** One byte and the longest checksum there is. */
    static final int VALUE_BYTES = 33;

    private static final int FILES = 256;

    // id, then the number of the run, counted down so that the newest comes first, then the value
    private static final int ORDER_BYTES = ID_BYTES + Integer.BYTES;
    private static final int RECORD_BYTES = ORDER_BYTES + VALUE_BYTES;

    private final Path folder;
    private final @Nullable MappedByteBuffer[] files = new MappedByteBuffer[FILES];

    private SortedRecords(Path folder) {
        this.folder = folder;
    }

    /** Takes records in any order. */
    static final class Writer implements AutoCloseable {
        private final Path folder;
        private final @Nullable OutputStream[] files = new OutputStream[FILES];

        Writer(Path folder) throws IOException {
            this.folder = folder;
            Files.createDirectories(folder);
        }

        /** Adds one; of several with one id, that of the greatest {@code run} will be found. */
        void add(byte[] id, int run, byte[] value) {
            try {
                int file = id[0] & 0xFF;
                OutputStream out = files[file];
                if (out == null) {
                    out = new BufferedOutputStream(Files.newOutputStream(path(folder, file)), 8192);
                    files[file] = out;
                }
                ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
                record.put(id).putInt(Integer.MAX_VALUE - run).put(value);
                out.write(record.array());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Sorts what was added. */
        SortedRecords sorted() throws IOException {
            close();
            for (int file = 0; file < FILES; file++) {
                if (files[file] != null) {
                    sort(path(folder, file));
                }
            }
            return new SortedRecords(folder);
        }

        @Override
        public void close() throws IOException {
            for (OutputStream out : files) {
                if (out != null) {
                    out.close();
                }
            }
        }
    }

    private static void sort(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        byte[] sorted = new byte[all.length];
        int[] to = {0};
        IntStream.range(0, all.length / RECORD_BYTES)
                .map(number -> number * RECORD_BYTES)
                .boxed()
                .sorted((a, b) -> compare(all, a, all, b, ORDER_BYTES))
                .forEach(
                        at -> {
                            System.arraycopy(all, at, sorted, to[0], RECORD_BYTES);
                            to[0] += RECORD_BYTES;
                        });
        Files.write(file, sorted);
    }

    private static int compare(byte[] a, int fromA, byte[] b, int fromB, int length) {
        return Arrays.compareUnsigned(a, fromA, fromA + length, b, fromB, fromB + length);
    }

    /** The value of the record with this id, or null. */
    byte @Nullable [] find(byte[] id) throws IOException {
        MappedByteBuffer file = file(id[0] & 0xFF);
        int low = 0;
        int high = file.capacity() / RECORD_BYTES;
        byte[] there = new byte[ID_BYTES];
        while (low < high) {
            int middle = (low + high) >>> 1;
            file.get(middle * RECORD_BYTES, there);
            if (Arrays.compareUnsigned(there, id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low * RECORD_BYTES >= file.capacity()) {
            return null;
        }
        file.get(low * RECORD_BYTES, there);
        byte[] value = new byte[VALUE_BYTES];
        file.get(low * RECORD_BYTES + ORDER_BYTES, value);
        return Arrays.equals(there, id) ? value : null;
    }

    private MappedByteBuffer file(int number) throws IOException {
        MappedByteBuffer mapped = files[number];
        if (mapped == null) {
            Path path = path(folder, number);
            // Nothing was added to a file that is not there.
            try (FileChannel channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            }
            files[number] = mapped;
        }
        return mapped;
    }

    private static Path path(Path folder, int number) {
        return folder.resolve(String.format("%02x", number));
    }

    /** Removes the folder and the files in it; nothing when there is none. */
    static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
