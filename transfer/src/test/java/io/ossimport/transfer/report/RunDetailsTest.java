package io.ossimport.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.RunDetails.Counts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDetailsTest {

    @TempDir Path working;

    private static Outcome row(Reason reason, String key, long size, int attempts, long millis) {
        return new Outcome(
                reason,
                Key.of(key),
                Key.of(key),
                size,
                0,
                "etag",
                Checksum.NONE,
                Checksum.NONE,
                ProofLevel.NONE,
                "",
                0,
                "",
                attempts,
                1_000,
                1_000 + millis);
    }

    @Test
    void rowsAreCountedByFolderAndTheSlowestAndLargestAreKept() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        RecountTest.list(
                job.list(run, OutcomeKind.COPIED),
                "part-0.csv.gz",
                row(Reason.NEW, "a/b/1", 10, 1, 300),
                row(Reason.NEW, "a/c/2", 30, 2, 100),
                row(Reason.REPLACED, "top", 20, 1, 200));
        RecountTest.list(
                job.list(run, OutcomeKind.SKIPPED),
                "part-0.csv.gz",
                row(Reason.SAME, "a/b/3", 1_000, 0, 0));
        RecountTest.list(
                job.list(run, OutcomeKind.FAILED),
                "part-0.csv.gz",
                row(Reason.SOURCE_ERROR, "d/4", 5, 5, 9_000));

        RunDetails details = RunDetails.of(job, run, 1, 2);

        assertThat(details.prefixes())
                .containsOnlyKeys(Key.EMPTY, Key.of("a/"), Key.of("d/"))
                .containsEntry(Key.EMPTY, new Counts(1, 0, 0, 20))
                .containsEntry(Key.of("a/"), new Counts(2, 1, 0, 40))
                .containsEntry(Key.of("d/"), new Counts(0, 0, 1, 0));
        assertThat(details.slowest())
                .extracting(row -> row.key().toString())
                .containsExactly("d/4", "a/b/1");
        assertThat(details.largest())
                .extracting(row -> row.key().toString())
                .containsExactly("a/c/2", "top");
        assertThat(RunDetails.of(job, run, 2, 1).prefixes())
                .containsKeys(Key.of("a/b/"), Key.of("a/c/"));
    }

    @Test
    void foldersBeyondTheFirstThousandAreCountedTogether() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        Outcome[] rows = new Outcome[RunDetails.MOST_PREFIXES + 5];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(Reason.NEW, "folder-" + i + "/x", 1, 1, 1);
        }
        RecountTest.list(job.list(run, OutcomeKind.COPIED), "part-0.csv.gz", rows);

        RunDetails details = RunDetails.of(job, run, 1, 1);

        assertThat(details.prefixes()).hasSize(RunDetails.MOST_PREFIXES + 1);
        assertThat(details.prefixes()).containsEntry(RunDetails.OTHERS, new Counts(5, 0, 0, 5));
    }
}
