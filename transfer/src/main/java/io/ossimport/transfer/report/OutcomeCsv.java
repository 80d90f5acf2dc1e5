package io.ossimport.transfer.report;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Outcomes as rows of the lists: CSV as RFC 4180 has it, UTF-8, lines ending in LF. Keys are
 * percent-encoded, control characters are written as {@code \}{@code uXXXX}, and a cell that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
public final class OutcomeCsv {

    /** The columns, in their order. New ones may come at the end. */
    public static final List<String> COLUMNS =
            List.of(
                    "key",
                    "destination_key",
                    "size",
                    "source_modified",
                    "source_etag",
                    "source_checksum",
                    "checksum",
                    "proof",
                    "reason",
                    "http_status",
                    "request_ids",
                    "attempts",
                    "started",
                    "ended",
                    "message");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private OutcomeCsv() {}

    /** The header line, with its line end: each file of a list begins with it. */
    public static String header() {
        return String.join(",", COLUMNS) + "\n";
    }

    /** The row of an outcome, with its line end. */
    public static byte[] row(Outcome outcome) {
        StringBuilder row = new StringBuilder(256);
        append(outcome, row);
        return row.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends the row of an outcome, with its line end. */
    public static void append(Outcome outcome, StringBuilder row) {
        KeyText.append(outcome.key(), row);
        row.append(',');
        KeyText.append(outcome.destinationKey(), row);
        row.append(',').append(outcome.size()).append(',');
        time(outcome.sourceModifiedMillis(), row);
        CsvText.append(outcome.sourceEtag(), row.append(','));
        checksum(outcome.sourceChecksum(), row.append(','));
        checksum(outcome.checksum(), row.append(','));
        row.append(',').append(outcome.proof()).append(',').append(outcome.reason());
        row.append(',').append(outcome.httpStatus());
        CsvText.append(outcome.requestIds(), row.append(','));
        row.append(',').append(outcome.attempts()).append(',');
        time(outcome.startedMillis(), row);
        time(outcome.endedMillis(), row.append(','));
        CsvText.append(outcome.message(), row.append(','));
        row.append('\n');
    }

    /**
     * Reads the rows of one file of a list, which begins with a header line. Texts come back as
     * they were written, which is not always what they were: control characters and apostrophes
     * stay.
     *
     * @throws UncheckedIOException while the stream is read, when a row is broken
     */
    public static Stream<Outcome> read(Reader file) throws IOException {
        CSVParser parser = CSVParser.parse(file, FORMAT);
        Iterator<CSVRecord> rows = parser.iterator();
        Iterable<CSVRecord> once = () -> rows;
        return StreamSupport.stream(once.spliterator(), false).map(OutcomeCsv::outcome);
    }

    private static Outcome outcome(CSVRecord row) {
        try {
            return new Outcome(
                    Reason.valueOf(row.get("reason")),
                    KeyText.decode(row.get("key")),
                    KeyText.decode(row.get("destination_key")),
                    Long.parseLong(row.get("size")),
                    millis(row.get("source_modified")),
                    row.get("source_etag"),
                    checksum(row.get("source_checksum")),
                    checksum(row.get("checksum")),
                    ProofLevel.valueOf(row.get("proof")),
                    row.get("message"),
                    Integer.parseInt(row.get("http_status")),
                    row.get("request_ids"),
                    Integer.parseInt(row.get("attempts")),
                    millis(row.get("started")),
                    millis(row.get("ended")));
        } catch (RuntimeException e) {
            throw new UncheckedIOException(
                    new IOException("broken row " + row.getRecordNumber() + " in a list", e));
        }
    }

    // As Instant.toString, which takes as long as the rest of a row.
    private static void time(long millis, StringBuilder row) {
        long second = Math.floorDiv(millis, 1000);
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999) {
            row.append(Instant.ofEpochMilli(millis));
            return;
        }
        row.append(time.getYear());
        twoDigits('-', time.getMonthValue(), row);
        twoDigits('-', time.getDayOfMonth(), row);
        twoDigits('T', time.getHour(), row);
        twoDigits(':', time.getMinute(), row);
        twoDigits(':', time.getSecond(), row);
        int thousandths = (int) Math.floorMod(millis, 1000L);
        if (thousandths > 0) {
            row.append('.').append((char) ('0' + thousandths / 100));
            row.append((char) ('0' + thousandths / 10 % 10));
            row.append((char) ('0' + thousandths % 10));
        }
        row.append('Z');
    }

    private static void twoDigits(char before, int number, StringBuilder row) {
        row.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static long millis(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    // crc64_xz:995dc9bbdf1939fa
    private static void checksum(Checksum checksum, StringBuilder row) {
        ChecksumAlgorithm algorithm = checksum.algorithm();
        if (algorithm != null) {
            row.append(algorithm.name()).append(':').append(checksum.hex());
        }
    }

    private static Checksum checksum(String text) {
        if (text.isEmpty()) {
            return Checksum.NONE;
        }
        int colon = text.indexOf(':');
        return new Checksum(
                ChecksumAlgorithm.valueOf(text.substring(0, Math.max(colon, 0))),
                text.substring(colon + 1));
    }
}
