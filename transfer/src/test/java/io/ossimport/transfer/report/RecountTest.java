package io.ossimport.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecountTest {

    @TempDir Path working;

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    static void list(Path folder, String name, Outcome... outcomes) throws IOException {
        Files.createDirectories(folder);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(zipped(OutcomeCsv.header().getBytes(StandardCharsets.UTF_8)));
        for (Outcome outcome : outcomes) {
            file.writeBytes(zipped(OutcomeCsv.row(outcome))); // a gzip member for each
        }
        Files.write(folder.resolve(name), file.toByteArray());
    }

    private static Outcome outcome(Reason reason, String key) {
        return OutcomeCsvTest.outcome(reason, Key.of(key), "");
    }

    @Test
    void rowsOfAllFilesAndAllGzipMembersCount() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        Path copied = job.list(run, OutcomeKind.COPIED);
        list(copied, "part-0.csv.gz", outcome(Reason.NEW, "a"), outcome(Reason.NEW, "b"));
        list(copied.resolve("later"), "part-1.csv.gz", outcome(Reason.CHANGED, "c"));
        list(copied, ".part-2.csv.gz.inprogress", outcome(Reason.NEW, "x"));
        list(job.list(run, OutcomeKind.SKIPPED), "s.csv.gz", outcome(Reason.SAME, "d"));

        Recount recount = Recount.of(job, run);

        OutcomeCount expected = new OutcomeCount(Totals.ZERO);
        expected.add(outcome(Reason.NEW, "a"));
        expected.add(outcome(Reason.NEW, "b"));
        expected.add(outcome(Reason.CHANGED, "c"));
        expected.add(outcome(Reason.SAME, "d"));
        assertThat(recount.totals()).isEqualTo(expected.totals());
        assertThat(recount.totals().agreesWith(expected.totals())).isTrue();
        assertThat(recount.totals().bytes()).isEqualTo(51);
        assertThat(recount.misplaced()).isZero();
        assertThat(recount.root()).hasSize(64);
    }

    @Test
    void aRowInTheWrongListIsSeen() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        list(job.list(run, OutcomeKind.FAILED), "f.csv.gz", outcome(Reason.NEW, "a"));

        assertThat(Recount.of(job, run).misplaced()).isEqualTo(1);
    }

    @Test
    void aListThatWasCutIsAnError() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        Path copied = job.list(run, OutcomeKind.COPIED);
        list(copied, "part-0.csv.gz", outcome(Reason.NEW, "a"));
        byte[] whole = Files.readAllBytes(copied.resolve("part-0.csv.gz"));
        Files.write(
                copied.resolve("part-0.csv.gz"), java.util.Arrays.copyOf(whole, whole.length - 9));

        assertThatThrownBy(() -> Recount.of(job, run))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("part-0.csv.gz");
    }

    @Test
    void theRootChangesWithEveryRow() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");
        int run = job.beginRun();
        Path copied = job.list(run, OutcomeKind.COPIED);
        list(copied, "part-0.csv.gz", outcome(Reason.NEW, "a"));
        String before = Recount.of(job, run).root();
        list(copied, "part-0.csv.gz", outcome(Reason.NEW, "b"));

        assertThat(Recount.of(job, run).root()).isNotEqualTo(before);
    }

    @Test
    void runsAreNumberedInARow() throws Exception {
        JobFolder job = JobFolder.of(working, "photos");

        assertThat(job.newestRun()).isZero();
        assertThat(job.beginRun()).isEqualTo(1);
        assertThat(job.beginRun()).isEqualTo(2);
        assertThat(job.newestRun()).isEqualTo(2);
    }
}
