package io.ossimport.transfer.input;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.scan.KeyMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the input list of a job once and leaves its objects on disk in the order of their keys,
 * with what is wrong with it. However long the list is, some tens of megabytes of memory do. For
 * one thread.
 */
public final class InputReading {

    /** How much is sorted in memory at a time. */
    private static final int PIECE_BYTES = 16 << 20;

    private final StoreSpec source;
    private final InputList list;
    private final Key prefix;
    private final Path folder;
    private final RowSorter sorter;
    private final ProblemRows problems;
    private long rows;
    private long outside;

    private InputReading(JobSpec job, Path folder, RowSorter sorter, ProblemRows problems) {
        this.source = job.source();
        this.list = job.input();
        this.prefix = KeyMapping.prefix(job.source());
        this.folder = folder;
        this.sorter = sorter;
        this.problems = problems;
    }

    /**
     * Reads the list of {@code job} into {@code folder}, which is there and empty.
     *
     * @throws InputListException when the list cannot be used at all
     * @throws IOException also when a store does not give it, or the folder cannot be written
     */
    public static InputRecord read(JobSpec job, Path folder) throws IOException {
        try (ListFiles files = ListFiles.of(job, folder);
                RowSorter sorter = new RowSorter(folder, PIECE_BYTES);
                ProblemRows problems = new ProblemRows(folder)) {
            return new InputReading(job, folder, sorter, problems).read(files);
        }
    }

    private InputRecord read(ListFiles files) throws IOException {
        int count = 0;
        for (ListFiles.Listed file = files.next(); file != null; file = files.next()) {
            read(file);
            count++;
        }
        long objects;
        long repeated;
        try (SortedRows.Writer sorted = new SortedRows.Writer(folder)) {
            repeated = sorter.drainTo(sorted::add);
            objects = sorted.count();
        }
        InputRecord record =
                new InputRecord(
                        list,
                        System.currentTimeMillis(),
                        count,
                        rows,
                        objects,
                        repeated,
                        outside,
                        problems.count());
        record.write(folder);
        return record;
    }

    private void read(ListFiles.Listed file) throws IOException {
        try (CsvLines lines = CsvLines.of(Files.newInputStream(file.path()))) {
            CsvLines.Row first = lines.next();
            if (first == null) {
                return;
            }
            NamedColumns named =
                    list.form() == InputList.Form.S3_BATCH
                            ? null
                            : NamedColumns.of(first.cells(), source);
            RowForm form = named == null ? headless(file, first.cells()) : named;
            CsvLines.Row row = named == null ? first : lines.next();
            for (; row != null; row = lines.next()) {
                take(file, row, form);
            }
        } catch (ZipException | java.io.EOFException e) {
            throw new InputListException(
                    "The input list " + file.name() + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private RowForm headless(ListFiles.Listed file, List<String> first) throws InputListException {
        boolean isBatch =
                list.form() == InputList.Form.S3_BATCH
                        || (list.form() == InputList.Form.AUTO
                                && BatchColumns.isLike(first, source));
        if (!isBatch) {
            throw new InputListException(
                    "The input list "
                            + file.name()
                            + " does not begin with a line that names a column \"key\" or \"url\","
                            + " nor with a row of "
                            + source.url()
                            + "'s bucket and a key. See inputListForm in docs/job-file.md.");
        }
        return new BatchColumns(source);
    }

    private void take(ListFiles.Listed file, CsvLines.Row row, RowForm form) throws IOException {
        rows++;
        if (!row.problem().isEmpty()) {
            problems.add(file.name(), row.line(), row.problem());
            return;
        }
        try {
            ListRow named = form.row(row.cells());
            if (named.key().startsWith(prefix)) {
                sorter.add(named);
            } else {
                outside++;
            }
        } catch (BadRowException e) {
            problems.add(file.name(), row.line(), String.valueOf(e.getMessage()));
        }
    }
}
