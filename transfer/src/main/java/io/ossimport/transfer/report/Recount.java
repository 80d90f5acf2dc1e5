package io.ossimport.transfer.report;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the lists of a run say when they are read again, row by row: the check of the totals that
 * were kept while the run went on.
 *
 * @param totals the rows counted; requests are not in the lists and stay zero
 * @param root the digest over the lists, see {@link ListDigest}
 * @param misplaced rows whose outcome does not belong into the list where they stand
 */
public record Recount(Totals totals, String root, long misplaced) {

    /**
     * Reads all lists of a run: every {@code *.csv.gz} below {@code copied}, {@code skipped} and
     * {@code failed}. Files whose names begin with a dot or underscore are not finished and do not
     * count.
     *
     * @throws IOException when a file cannot be read or a row is broken
     */
    public static Recount of(JobFolder job, int run) throws IOException {
        Count count = new Count();
        ListDigest digest = new ListDigest();
        for (OutcomeKind kind : OutcomeKind.values()) {
            Path list = job.list(run, kind);
            for (Path file : files(list)) {
                String name = kind.listName() + "/" + list.relativize(file);
                digest.add(
                        name, ListRows.read(file, OutcomeCsv::read, row -> count.add(row, kind)));
            }
        }
        return new Recount(count.totals(), digest.root(), count.misplaced());
    }

    /** The files of one list, sorted; none when the folder is not there. */
    public static List<Path> files(Path list) throws IOException {
        if (!Files.isDirectory(list)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(list)) {
            return below.filter(Files::isRegularFile).filter(Recount::isList).sorted().toList();
        }
    }

    private static boolean isList(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".csv.gz") && !name.startsWith(".") && !name.startsWith("_");
    }

    private static final class Count {
        private final OutcomeCount counted = new OutcomeCount(Totals.ZERO);
        private long misplaced;

        void add(Outcome outcome, OutcomeKind list) {
            counted.add(outcome);
            misplaced += outcome.kind() == list ? 0 : 1;
        }

        Totals totals() {
            return counted.totals();
        }

        long misplaced() {
            return misplaced;
        }
    }
}
