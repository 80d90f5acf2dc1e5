package io.ossimport.cli.command;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.KeyText;
import io.ossimport.transfer.report.OutcomeCsv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the rows of one key in lists, whether it is the key at the source or at the destination.
 * Reads a line at a time, which is a row, as no cell holds a line break; only rows that match are
 * taken apart.
 */
final class KeyRows {

    // As the lists write it: plain ASCII that needs no quotes.
    private final String cell;

    KeyRows(Key key) {
        cell = KeyText.encode(key);
    }

    /** Gives the rows of this file that match to {@code found}. */
    void in(Path file, Consumer<Outcome> found) throws IOException {
        try (BufferedReader reader = ListFile.open(file)) {
            String header = reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (matches(line)) {
                    read(header, line, found);
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean matches(String line) {
        return isCellAt(0, line) || isCellAt(line.indexOf(',') + 1, line);
    }

    private boolean isCellAt(int begin, String line) {
        int end = begin + cell.length();
        return line.startsWith(cell, begin) && end < line.length() && line.charAt(end) == ',';
    }

    private static void read(String header, String line, Consumer<Outcome> found)
            throws IOException {
        try (Stream<Outcome> row = OutcomeCsv.read(new StringReader(header + "\n" + line + "\n"))) {
            row.forEach(found);
        }
    }
}
