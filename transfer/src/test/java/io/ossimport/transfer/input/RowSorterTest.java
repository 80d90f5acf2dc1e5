package io.ossimport.transfer.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows sorted by way of the disk, and found again there. */
class RowSorterTest {

    @TempDir Path folder;

    private static void never(ListRow row, ListRow first) {
        throw new AssertionError(row + " collides with " + first);
    }

    private static ListRow row(byte[] key, long size) {
        return ListRow.of(
                new ListedObject(
                        Key.ofBytes(key),
                        size,
                        1_700_000_000_000L,
                        "etag-" + size,
                        size % 2 == 0
                                ? Checksum.NONE
                                : Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, size),
                        "STANDARD",
                        ListedObject.Kind.OBJECT));
    }

    /** Pieces so small that files of files are merged. */
    @Test
    void rowsComeBackInTheOrderOfUnsignedBytesOneForEachKey() throws IOException {
        Random random = new Random(7);
        TreeMap<Key, ListRow> expected = new TreeMap<>();
        int added = 60_000;
        try (RowSorter sorter = new RowSorter(folder, 8_000);
                SortedRows.Writer writer = new SortedRows.Writer(folder)) {
            for (int i = 0; i < added; i++) {
                byte[] key = new byte[1 + random.nextInt(4)];
                random.nextBytes(key);
                ListRow row =
                        random.nextInt(10) == 0 ? ListRow.named(Key.ofBytes(key)) : row(key, 5);
                sorter.add(row);
                expected.merge(row.key(), row, ListRow::with);
            }
            long repeated = sorter.drainTo(writer::add, RowSorterTest::never);
            assertThat(repeated).isEqualTo(added - expected.size());
            assertThat(writer.count()).isEqualTo(expected.size());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("rows", "index");
        }

        try (SortedRows rows = SortedRows.open(folder)) {
            assertThat(all(rows, Key.EMPTY, 1000)).isEqualTo(new ArrayList<>(expected.values()));
            for (Key after : List.of(Key.ofBytes(new byte[] {-1}), expected.firstKey())) {
                assertThat(all(rows, after, 77))
                        .isEqualTo(new ArrayList<>(expected.tailMap(after, false).values()));
            }
        }
    }

    private static List<ListRow> all(SortedRows rows, Key after, int most) throws IOException {
        List<ListRow> all = new ArrayList<>();
        Key last = after;
        SortedRows.Page page;
        do {
            page = rows.after(last, most);
            assertThat(page.rows().size()).isLessThanOrEqualTo(most);
            all.addAll(page.rows());
            last = page.rows().isEmpty() ? last : page.rows().get(page.rows().size() - 1).key();
        } while (page.isMore());
        return all;
    }

    @Test
    void aListWithoutRowsIsAnEmptyListing() throws IOException {
        try (RowSorter sorter = new RowSorter(folder, 100);
                SortedRows.Writer writer = new SortedRows.Writer(folder)) {
            assertThat(sorter.drainTo(writer::add, RowSorterTest::never)).isZero();
        }
        try (SortedRows rows = SortedRows.open(folder)) {
            assertThat(rows.after(Key.EMPTY, 10)).isEqualTo(new SortedRows.Page(List.of(), false));
        }
    }
}
