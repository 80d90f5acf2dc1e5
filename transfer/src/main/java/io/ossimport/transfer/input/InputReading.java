package io.ossimport.transfer.input;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the input list of a job once, or lists its source, and leaves the objects on disk in the
 * order of their keys, with what is wrong with the list. However long the list is, some tens of
 * megabytes of memory do. For one thread.
 */
public final class InputReading {

    /** How much is sorted in memory at a time. */
    private static final int PIECE_BYTES = 16 << 20;

    /** After so many rows the listener hears of them. */
    private static final int ROWS_A_CALL = 1000;

    private final JobSpec job;
    private final InputList list;
    private final Key prefix;
    private final Path folder;
    private final RowSorter sorter;
    private final ProblemRows problems;
    private final ReadingListener listener;
    private Requests requests = Requests.NONE;
    private int files;
    private long rows;
    private long outside;
    private long notCurrent;

    private InputReading(
            JobSpec job,
            Path folder,
            RowSorter sorter,
            ProblemRows problems,
            ReadingListener listener) {
        this.job = job;
        this.list = job.input();
        this.prefix = KeyMapping.prefix(job.source());
        this.folder = folder;
        this.sorter = sorter;
        this.problems = problems;
        this.listener = listener;
    }

    /**
     * Reads the list of {@code job} into {@code folder}, which is there and empty.
     *
     * @throws InputListException when the list cannot be used at all
     * @throws IOException also when a store does not give it, or the folder cannot be written
     */
    public static InputRecord read(JobSpec job, Path folder, ReadingListener listener)
            throws IOException {
        try (RowSorter sorter = new RowSorter(folder, PIECE_BYTES);
                ProblemRows problems = new ProblemRows(folder)) {
            InputReading reading = new InputReading(job, folder, sorter, problems, listener);
            if (job.input().isScan()) {
                reading.readSource();
            } else {
                reading.readFiles();
            }
            return reading.sorted();
        }
    }

    private void readSource() throws IOException {
        try (SourceScan scan = SourceScan.of(job)) {
            for (var page = scan.next(); page != null; page = scan.next()) {
                for (ListedObject object : page) {
                    countRow();
                    sorter.add(ListRow.of(object));
                }
            }
            requests = scan.requests();
        }
    }

    private void readFiles() throws IOException {
        try (ListFiles all = ListFiles.of(job, folder)) {
            for (ListFiles.Listed file = all.next(); file != null; file = all.next()) {
                read(file);
                files++;
            }
        }
    }

    private InputRecord sorted() throws IOException {
        long objects;
        long repeated;
        try (SortedRows.Writer sorted = new SortedRows.Writer(folder)) {
            repeated =
                    job.keyRules().isEmpty()
                            ? sorter.drainTo(row -> put(row, sorted), this::collides)
                            : drainRenamed(sorted);
            objects = sorted.count();
        }
        InputRecord record =
                new InputRecord(
                        list,
                        System.currentTimeMillis(),
                        files,
                        rows,
                        objects,
                        repeated,
                        outside,
                        notCurrent,
                        problems.count(),
                        requests);
        record.write(folder);
        return record;
    }

    private void put(ListRow row, SortedRows.Writer sorted) throws IOException {
        sorted.add(row);
        if (sorted.count() % ROWS_A_CALL == 0) {
            listener.at(rows, sorted.count());
        }
    }

    // What is never taken for its name takes nobody's place.
    private long drainRenamed(SortedRows.Writer sorted) throws IOException {
        KeyMapping mapping = KeyMapping.of(job);
        Filter filter = new Filter(job.take(), prefix);
        Path places = Files.createDirectory(folder.resolve("places"));
        long repeated;
        try (KeyCollisions.Search search = new KeyCollisions.Search(places, PIECE_BYTES)) {
            repeated =
                    sorter.drainTo(
                            row -> {
                                put(row, sorted);
                                if (row.isReadable() && filter.leavesOut(row.key()) == null) {
                                    search.add(row.key(), mapping.toDestination(row.key()));
                                }
                            },
                            this::collides);
            search.write(folder);
        }
        Files.delete(places);
        return repeated;
    }

    private void collides(ListRow row, ListRow first) throws IOException {
        problems.add(
                list.place(),
                row.line(),
                "has the key of line " + first.line() + ", by another URL");
    }

    private void read(ListFiles.Listed file) throws IOException {
        InventoryManifest inventory = file.inventory();
        try {
            if (list.hasUrls()) {
                try (HttpListRows rows = HttpListRows.of(file.path())) {
                    takeAll(file, rows, new HttpColumns(list));
                }
            } else if (inventory == null) {
                readCsv(file);
            } else if (inventory.format() == InventoryManifest.Format.PARQUET) {
                try (ParquetRows rows = ParquetRows.open(file.path())) {
                    takeAll(file, rows, new InventoryColumns(rows.columns(), job.source(), false));
                }
            } else if (inventory.format() == InventoryManifest.Format.ORC) {
                try (OrcRows rows = OrcRows.open(file.path(), file.name())) {
                    takeAll(file, rows, new InventoryColumns(rows.columns(), job.source(), false));
                }
            } else {
                try (CsvLines rows = CsvLines.of(Files.newInputStream(file.path()))) {
                    takeAll(
                            file,
                            rows,
                            new InventoryColumns(inventory.columns(), job.source(), true));
                }
            }
        } catch (ZipException | EOFException e) {
            throw new InputListException(
                    "The input list " + file.name() + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private void readCsv(ListFiles.Listed file) throws IOException {
        try (CsvLines lines = CsvLines.of(Files.newInputStream(file.path()))) {
            Rows.Row first = lines.next();
            if (first == null) {
                return;
            }
            NamedColumns named =
                    list.form() == InputList.Form.S3_BATCH
                            ? null
                            : NamedColumns.of(first.cells(), job.source());
            if (named == null) {
                RowForm form = headless(file, first.cells());
                take(file, first, form);
                takeAll(file, lines, form);
            } else {
                takeAll(file, lines, named);
            }
        }
    }

    private void takeAll(ListFiles.Listed file, Rows all, RowForm form) throws IOException {
        for (Rows.Row row = all.next(); row != null; row = all.next()) {
            take(file, row, form);
        }
    }

    private RowForm headless(ListFiles.Listed file, List<String> first) throws InputListException {
        boolean isBatch =
                list.form() == InputList.Form.S3_BATCH
                        || (list.form() == InputList.Form.AUTO
                                && BatchColumns.isLike(first, job.source()));
        if (!isBatch) {
            throw new InputListException(
                    "The input list "
                            + file.name()
                            + " does not begin with a line that names a column \"key\" or \"url\","
                            + " nor with a row of "
                            + job.source().url()
                            + "'s bucket and a key. See inputListForm in docs/job-file.md.");
        }
        return new BatchColumns(job.source());
    }

    private void countRow() {
        rows++;
        if (rows % ROWS_A_CALL == 0) {
            listener.at(rows, 0);
        }
    }

    private void take(ListFiles.Listed file, Rows.Row row, RowForm form) throws IOException {
        countRow();
        if (!row.problem().isEmpty()) {
            problems.add(file.name(), row.line(), row.problem());
            return;
        }
        try {
            ListRow named = form.row(row);
            if (named == null) {
                notCurrent++;
            } else if (named.key().startsWith(prefix)) {
                sorter.add(named);
            } else {
                outside++;
            }
        } catch (BadRowException e) {
            problems.add(file.name(), row.line(), String.valueOf(e.getMessage()));
        }
    }
}
