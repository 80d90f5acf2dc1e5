package io.ossimport.transfer.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8, plain or gzipped, line by line: what is wrong with a line is
 * said of that line, and reading goes on behind it. Empty lines are passed over. For one thread.
 */
final class CsvLines implements Rows {

    /** No row is longer; a quote that is never closed makes no row of the whole file. */
    private static final int MOST_BYTES = 256 << 10;

    private static final int MOST_LINES = 1000;
    private static final String NOT_UTF8 = "is not UTF-8";
    private static final String TOO_LONG = "is longer than " + MOST_BYTES + " bytes";

    private final InputStream in;
    private final Deque<Text> ahead = new ArrayDeque<>();
    private long number;

    private CsvLines(InputStream in) {
        this.in = in;
    }

    /** A line as it stands in the file. */
    private record Text(long line, String text, String problem) {}

    /** Reads a stream, which is closed with this. */
    static CsvLines of(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, 1 << 16);
        buffered.mark(2);
        boolean zipped = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        return new CsvLines(
                zipped
                        ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16)
                        : buffered);
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (Text line = line(); line != null; line = line()) {
            if (!line.problem.isEmpty()) {
                return new Row(line.line, List.of(), line.problem);
            }
            if (!stripped(line.text).isEmpty()) {
                return line.text.indexOf('"') < 0
                        ? new Row(line.line, List.of(stripped(line.text).split(",", -1)), "")
                        : quoted(line);
            }
        }
        return null;
    }

    private static String stripped(String text) {
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    // A quoted cell may go on in the next lines.
    private Row quoted(Text first) throws IOException {
        StringBuilder whole = new StringBuilder(first.text);
        Deque<Text> more = new ArrayDeque<>();
        boolean isOpen = hasOddQuotes(first.text);
        while (isOpen) {
            Text next = line();
            boolean tooMuch = whole.length() > MOST_BYTES || more.size() >= MOST_LINES;
            if (next == null || tooMuch || !next.problem.isEmpty()) {
                giveBack(more, next);
                return new Row(first.line, List.of(), "has a quote that is not closed");
            }
            more.addLast(next);
            whole.append('\n').append(next.text);
            isOpen ^= hasOddQuotes(next.text);
        }
        return parsed(first.line, stripped(whole.toString()));
    }

    private void giveBack(Deque<Text> lines, @Nullable Text last) {
        if (last != null) {
            ahead.addFirst(last);
        }
        while (!lines.isEmpty()) {
            ahead.addFirst(lines.removeLast());
        }
    }

    private static boolean hasOddQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static Row parsed(long line, String text) {
        try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? new Row(line, records.get(0).toList(), "")
                    : new Row(line, List.of(), "is not CSV: it ends within a quote");
        } catch (IOException | UncheckedIOException e) {
            return new Row(line, List.of(), "is not CSV: there is something behind a closed quote");
        }
    }

    private @Nullable Text line() throws IOException {
        Text known = ahead.pollFirst();
        if (known != null) {
            return known;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        boolean tooLong = false;
        for (; b >= 0 && b != '\n'; b = in.read()) {
            tooLong |= bytes.size() >= MOST_BYTES;
            if (!tooLong) {
                bytes.write(b);
            }
        }
        return tooLong ? new Text(number, "", TOO_LONG) : decoded(bytes.toByteArray());
    }

    private Text decoded(byte[] line) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            boolean marked = number == 1 && text.startsWith("\uFEFF");
            return new Text(number, marked ? text.substring(1) : text, "");
        } catch (CharacterCodingException e) {
            return new Text(number, "", NOT_UTF8);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
