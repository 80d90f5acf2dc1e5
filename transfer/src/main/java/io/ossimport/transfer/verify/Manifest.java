package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.ListRows;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the runs of a job wrote down of the versions that they copied: the checksum of the bytes,
 * which the destination's equalled. Where several runs copied one version, the newest counts.
 *
 * <p>The {@code copied} lists are read when they are first asked for, and kept on disk in the order
 * of a digest of key, ETag and size, so that hundreds of millions of rows need no memory. Safe for
 * many threads, one at a time.
 */
public final class Manifest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
    private static final List<ChecksumAlgorithm> ALGORITHMS = List.of(ChecksumAlgorithm.values());

    private final JobFolder job;
    private final Path scratch;
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private @Nullable SortedRecords records;

    /**
     * Of all runs of {@code job}.
     *
     * @param scratch a folder of its own, made when it is needed and removed at the end
     */
    public Manifest(JobFolder job, Path scratch) {
        this.job = job;
        this.scratch = scratch;
    }

    /**
     * The checksum that the destination had when this very version was copied, or {@link
     * Checksum#NONE}. The first call takes as long as it takes to read all lists.
     *
     * @throws UncheckedIOException when the scratch folder cannot be written or read
     * @throws CancellationException when this is closed
     */
    public synchronized Checksum find(ListedObject source) {
        if (source.etag().isEmpty()) {
            return Checksum.NONE;
        }
        try {
            if (records == null) {
                records = read();
            }
            byte[] value = records.find(id(source.key(), source.etag(), source.size()));
            return value == null ? Checksum.NONE : checksum(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lists that could not be read, a sentence each. What they hold is not known here. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    private SortedRecords read() throws IOException {
        requireOpen();
        try (SortedRecords.Writer writer = new SortedRecords.Writer(scratch)) {
            for (int run = 1; run <= job.newestRun(); run++) {
                for (Path file : Recount.files(job.list(run, OutcomeKind.COPIED))) {
                    read(file, run, writer);
                }
            }
            return writer.sorted();
        }
    }

    private void read(Path file, int run, SortedRecords.Writer writer) {
        try {
            var unused =
                    ListRows.read(
                            file,
                            OutcomeCsv::read,
                            row -> {
                                requireOpen();
                                add(row, run, writer);
                            });
        } catch (IOException e) {
            LOG.warn("a list of an earlier run cannot be read: {}", file, e);
            unreadable.add(String.valueOf(e.getMessage()));
        }
    }

    private static void add(Outcome row, int run, SortedRecords.Writer writer) {
        if (!row.sourceEtag().isEmpty() && !row.checksum().isNone()) {
            writer.add(id(row.key(), row.sourceEtag(), row.size()), run, value(row.checksum()));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new CancellationException("closed");
        }
    }

    /** Removes what lies in the scratch folder. */
    @Override
    public void close() throws IOException {
        closed = true; // ends a reading that is under way
        synchronized (this) {
            SortedRecords.remove(scratch);
        }
    }

    private static byte[] id(Key key, String etag, long size) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
        sha.update(
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(size)
                        .putInt(key.length())
                        .flip());
        sha.update(key.bytes());
        sha.update(etag.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(sha.digest(), SortedRecords.ID_BYTES);
    }

    // The algorithm's number, then the bytes of the checksum.
    private static byte[] value(Checksum checksum) {
        ChecksumAlgorithm algorithm = checksum.algorithm();
        byte[] value = new byte[SortedRecords.VALUE_BYTES];
        if (algorithm != null) {
            value[0] = (byte) ALGORITHMS.indexOf(algorithm);
            byte[] bytes = HexFormat.of().parseHex(checksum.hex());
            System.arraycopy(bytes, 0, value, 1, bytes.length);
        }
        return value;
    }

    private static Checksum checksum(byte[] value) {
        ChecksumAlgorithm algorithm = ALGORITHMS.get(value[0]);
        return Checksum.ofBytes(algorithm, Arrays.copyOfRange(value, 1, 1 + algorithm.bytes()));
    }
}
