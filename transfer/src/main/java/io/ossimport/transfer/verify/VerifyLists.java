package io.ossimport.transfer.verify;

import io.ossimport.transfer.report.ListDigest;
import io.ossimport.transfer.report.ListRows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The rows of a comparison on disk: one gzipped CSV file for each verdict that there is, {@code
 * missing/part-0.csv.gz}. A file shows up under its name when it is whole. For one thread at a
 * time.
 */
final class VerifyLists {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final String NAME = "part-0.csv.gz";

    private final Path folder;
    private final Map<VerifyRow.Verdict, ListWriter> writers =
            new EnumMap<>(VerifyRow.Verdict.class);

    VerifyLists(Path folder) {
        this.folder = folder;
    }

    /** Writes one row. A full disk is an {@link UncheckedIOException}. */
    void add(VerifyRow row) {
        try {
            ListWriter writer = writers.get(row.verdict());
            if (writer == null) {
                writer = new ListWriter(folder.resolve(row.verdict().listName()));
                writers.put(row.verdict(), writer);
            }
            writer.add(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all files. */
    void close() throws IOException {
        for (ListWriter writer : writers.values()) {
            writer.finish();
        }
    }

    /**
     * What the lists say when they are read again.
     *
     * @param root the digest over them, see {@link ListDigest}
     * @param misplaced rows that stand in the list of another verdict
     */
    record Recount(VerifyCounts counts, String root, long misplaced) {}

    static Recount recount(Path folder) throws IOException {
        VerifyCount count = new VerifyCount();
        ListDigest digest = new ListDigest();
        long[] misplaced = new long[1];
        for (VerifyRow.Verdict verdict : VerifyRow.Verdict.values()) {
            Path file = folder.resolve(verdict.listName()).resolve(NAME);
            if (Files.exists(file)) {
                String sha =
                        ListRows.read(
                                file,
                                VerifyCsv::read,
                                row -> {
                                    count.add(row);
                                    misplaced[0] += row.verdict() == verdict ? 0 : 1;
                                });
                digest.add(verdict.listName() + "/" + NAME, sha);
            }
        }
        return new Recount(count.counts(), digest.root(), misplaced[0]);
    }

    /** One file under way. */
    private static final class ListWriter {
        private final Path unfinished;
        private final OutputStream out;
        private final StringBuilder rows = new StringBuilder(BUFFER_BYTES);

        ListWriter(Path list) throws IOException {
            Files.createDirectories(list);
            unfinished = list.resolve("." + NAME);
            out = new FastGzip(Files.newOutputStream(unfinished));
            rows.append(VerifyCsv.header());
        }

        void add(VerifyRow row) throws IOException {
            VerifyCsv.append(row, rows);
            if (rows.length() >= BUFFER_BYTES - 4096) {
                flush();
            }
        }

        private void flush() throws IOException {
            out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
            rows.setLength(0);
        }

        void finish() throws IOException {
            flush();
            out.close();
            Files.move(unfinished, unfinished.resolveSibling(NAME), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Rows repeat themselves so much that the fastest level already finds most of it. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream file) throws IOException {
            super(file, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
