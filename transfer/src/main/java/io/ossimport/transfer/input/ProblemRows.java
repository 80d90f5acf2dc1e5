package io.ossimport.transfer.input;

import io.ossimport.transfer.report.CsvText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the rows of a list that cannot be used: {@code problems.csv.gz} with a row for each,
 * by file and line. The file is there when there is one. For one thread.
 */
final class ProblemRows implements AutoCloseable {

    private final Path file;
    private @Nullable OutputStream out;
    private long count;

    ProblemRows(Path folder) {
        this.file = folder.resolve("problems.csv.gz");
    }

    /**
     * Notes a row.
     *
     * @param line where it begins, from 1
     * @param problem a phrase that goes on after "the row"
     */
    void add(String list, long line, String problem) throws IOException {
        OutputStream to = out;
        if (to == null) {
            to = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            out = to;
            to.write("file,line,problem\n".getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder row = new StringBuilder();
        CsvText.append(list, row);
        row.append(',').append(line).append(',');
        CsvText.append(problem, row);
        row.append('\n');
        to.write(row.toString().getBytes(StandardCharsets.UTF_8));
        count++;
    }

    long count() {
        return count;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
