package io.ossimport.transfer.report;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the lists of a run show beyond its summary: outcomes by the folder of their keys, and the
 * objects that took longest and that are largest. Reads every row once; its memory does not grow
 * with their number.
 */
public final class RunDetails {

    /** Folders beyond so many are counted together. */
    public static final int MOST_PREFIXES = 1_000;

    /** Where objects are counted whose folders came after the first {@link #MOST_PREFIXES}. */
    public static final Key OTHERS = Key.of("(others)");

    /**
     * The outcomes below one prefix.
     *
     * @param bytes of the copied objects together
     */
    public record Counts(long copied, long skipped, long failed, long bytes) {

        static final Counts ZERO = new Counts(0, 0, 0, 0);

        Counts plus(Outcome row) {
            OutcomeKind kind = row.kind();
            return new Counts(
                    copied + (kind == OutcomeKind.COPIED ? 1 : 0),
                    skipped + (kind == OutcomeKind.SKIPPED ? 1 : 0),
                    failed + (kind == OutcomeKind.FAILED ? 1 : 0),
                    bytes + (kind == OutcomeKind.COPIED ? row.size() : 0));
        }
    }

    private final int depth;
    private final SortedMap<Key, Counts> prefixes = new TreeMap<>();
    private final Top slowest;
    private final Top largest;

    private RunDetails(int depth, int most) {
        this.depth = depth;
        this.slowest = new Top(Comparator.comparingLong(RunDetails::millis), most);
        this.largest = new Top(Comparator.comparingLong(Outcome::size), most);
    }

    /**
     * Reads all lists of a run.
     *
     * @param depth how many folders of a key are its prefix, at least 1
     * @param most how many of the slowest and of the largest objects are kept
     */
    public static RunDetails of(JobFolder job, int run, int depth, int most) throws IOException {
        RunDetails details = new RunDetails(depth, most);
        for (OutcomeKind kind : OutcomeKind.values()) {
            for (Path file : Recount.files(job.list(run, kind))) {
                ListRows.read(file, OutcomeCsv::read, details::add);
            }
        }
        return details;
    }

    /** How long an object took from its first attempt to its outcome, in milliseconds. */
    public static long millis(Outcome row) {
        return row.endedMillis() - row.startedMillis();
    }

    /** Outcomes by prefix, in the order of keys; the empty prefix is of keys in no folder. */
    public SortedMap<Key, Counts> prefixes() {
        return prefixes;
    }

    /** Those that were tried and took longest, the slowest first. */
    public List<Outcome> slowest() {
        return slowest.list();
    }

    /** The largest that were tried, the largest first. */
    public List<Outcome> largest() {
        return largest.list();
    }

    private void add(Outcome row) {
        Key prefix = prefix(row.key());
        boolean isKnown = prefixes.containsKey(prefix) || prefixes.size() < MOST_PREFIXES;
        prefixes.merge(
                isKnown ? prefix : OTHERS,
                Counts.ZERO.plus(row),
                (counts, one) -> counts.plus(row));
        if (row.attempts() > 0) {
            slowest.add(row);
            largest.add(row);
        }
    }

    private Key prefix(Key key) {
        int end = 0;
        int folders = 0;
        for (int i = 0; i < key.length() && folders < depth; i++) {
            if (key.byteAt(i) == '/') {
                folders++;
                end = i + 1;
            }
        }
        return Key.ofBytes(key.bytes(), 0, end);
    }

    /** The first few in an order, of rows that come in any. */
    private static final class Top {
        private final Comparator<Outcome> order;
        private final int most;
        private final PriorityQueue<Outcome> rows;

        Top(Comparator<Outcome> order, int most) {
            this.order = order;
            this.most = most;
            this.rows = new PriorityQueue<>(order);
        }

        void add(Outcome row) {
            rows.add(row);
            if (rows.size() > most) {
                rows.poll();
            }
        }

        List<Outcome> list() {
            List<Outcome> sorted = new ArrayList<>(rows);
            sorted.sort(order.reversed());
            return sorted;
        }
    }
}
