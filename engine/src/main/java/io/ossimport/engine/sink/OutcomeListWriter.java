package io.ossimport.engine.sink;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.transfer.report.OutcomeCsv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;

/** Writes one file of a list: a header line, then a row an outcome, gzipped. For one thread. */
final class OutcomeListWriter implements BulkWriter<Outcome> {

    private static final int BUFFER_BYTES = 32 * 1024;

    private final GZIPOutputStream out;
    private final StringBuilder rows = new StringBuilder(BUFFER_BYTES);

    OutcomeListWriter(OutputStream file) throws IOException {
        out = new FastGzip(file);
        rows.append(OutcomeCsv.header());
    }

    @Override
    public void addElement(Outcome outcome) throws IOException {
        OutcomeCsv.append(outcome, rows);
        if (rows.length() >= BUFFER_BYTES - 4096) {
            flush();
        }
    }

    /** Hands the rows to the compressor. Bytes reach the file in {@link #finish} at the latest. */
    @Override
    public void flush() throws IOException {
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        rows.setLength(0);
    }

    /** Ends the gzip stream. Flink closes the file. */
    @Override
    public void finish() throws IOException {
        flush();
        out.finish();
        out.flush();
    }

    /** Rows repeat themselves so much that the fastest level already finds most of it. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream file) throws IOException {
            super(file, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
