package io.ossimport.cli.show;

import io.ossimport.transfer.verify.VerifyRow;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a comparison that a person wants to see at its end: those that are not the same, and
 * of a million only the first. Safe for many threads.
 */
public final class FirstRows {

    /** So many of each verdict are shown. */
    public static final int MOST = 100;

    private final Map<Verdict, List<VerifyRow>> first = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);

    public synchronized void add(VerifyRow row) {
        if (row.verdict() == Verdict.SAME) {
            return;
        }
        counts.merge(row.verdict(), 1L, Long::sum);
        List<VerifyRow> rows = first.computeIfAbsent(row.verdict(), v -> new ArrayList<>());
        if (rows.size() < MOST) {
            rows.add(row);
        }
    }

    /**
     * A line each, by verdict and then by key; behind them how many more there are, and where.
     *
     * @param lists the comparison's folder
     */
    public synchronized List<String> lines(Path lists) {
        List<String> lines = new ArrayList<>();
        first.forEach(
                (verdict, rows) -> {
                    rows.stream()
                            .sorted(Comparator.comparing(VerifyRow::key))
                            .map(VerifyText::line)
                            .forEach(lines::add);
                    long more = counts.getOrDefault(verdict, 0L) - rows.size();
                    if (more > 0) {
                        lines.add(
                                "… and "
                                        + Numbers.count(more)
                                        + " more in "
                                        + lists.resolve(verdict.listName())
                                        + "/");
                    }
                });
        return lines;
    }
}
