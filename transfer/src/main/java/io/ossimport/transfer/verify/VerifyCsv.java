package io.ossimport.transfer.verify;

import io.ossimport.transfer.report.CsvText;
import io.ossimport.transfer.report.KeyText;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What was compared as rows of the lists, in the form of {@link
 * io.ossimport.transfer.report.OutcomeCsv}.
 */
public final class VerifyCsv {

    /** The columns, in their order. New ones may come at the end. */
    public static final List<String> COLUMNS =
            List.of(
                    "key",
                    "destination_key",
                    "verdict",
                    "source_size",
                    "destination_size",
                    "evidence",
                    "message");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private VerifyCsv() {}

    static String header() {
        return String.join(",", COLUMNS) + "\n";
    }

    static void append(VerifyRow row, StringBuilder line) {
        KeyText.append(row.key(), line);
        KeyText.append(row.destinationKey(), line.append(','));
        line.append(',').append(row.verdict());
        line.append(',');
        size(row.sourceSize(), line);
        line.append(',');
        size(row.destinationSize(), line);
        line.append(',').append(row.evidence());
        CsvText.append(row.message(), line.append(','));
        line.append('\n');
    }

    // A minus sign would look like a formula.
    private static void size(long size, StringBuilder line) {
        if (size >= 0) {
            line.append(size);
        }
    }

    /**
     * Reads the rows of one file, which begins with a header line.
     *
     * @throws UncheckedIOException while the stream is read, when a row is broken
     */
    public static Stream<VerifyRow> read(Reader file) throws IOException {
        CSVParser parser = CSVParser.parse(file, FORMAT);
        Iterator<CSVRecord> rows = parser.iterator();
        Iterable<CSVRecord> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false).map(VerifyCsv::row);
    }

    private static VerifyRow row(CSVRecord row) {
        try {
            return new VerifyRow(
                    VerifyRow.Verdict.valueOf(row.get("verdict")),
                    KeyText.decode(row.get("key")),
                    KeyText.decode(row.get("destination_key")),
                    size(row.get("source_size")),
                    size(row.get("destination_size")),
                    VerifyRow.Evidence.valueOf(row.get("evidence")),
                    row.get("message"));
        } catch (RuntimeException e) {
            throw new UncheckedIOException(
                    new IOException("broken row " + row.getRecordNumber() + " in a list", e));
        }
    }

    private static long size(String text) {
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }
}
