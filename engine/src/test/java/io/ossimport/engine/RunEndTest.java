package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.OutcomeCount;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEndTest {

    @TempDir Path directory;

    private RunFolder begun(String name) throws Exception {
        JobSpec job = TestJob.inMemory(name, directory, 1);
        JobFolder.of(job).make();
        RunFolder run = RunFolder.open(job, ReadingListener.NONE);
        Files.createDirectories(run.folder().checkpoints().resolve("chk-1"));
        return run;
    }

    private static Outcome failed(String key) {
        return new Outcome(
                Reason.SOURCE_ERROR,
                Key.of(key),
                Key.of(key),
                1,
                0,
                "",
                Checksum.NONE,
                Checksum.NONE,
                ProofLevel.NONE,
                "",
                500,
                "",
                1,
                0,
                0);
    }

    @Test
    void listsThatAgreeWithTheCountsAreASuccess() throws Exception {
        RunFolder run = begun("agree");

        RunEnd books = new RunEnd(run);
        RunSummary summary = books.complete(books.recount(), Totals.ZERO, "");

        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
    }

    @Test
    void listsThatDoNotAreABugAndNobodyGoesOnFromThere() throws Exception {
        RunFolder run = begun("differ");
        OutcomeCount counted = new OutcomeCount(Totals.ZERO);
        counted.add(failed("a"));

        RunEnd books = new RunEnd(run);
        assertThatThrownBy(() -> books.complete(books.recount(), counted.totals(), ""))
                .isInstanceOf(BookkeepingException.class)
                .hasMessageContaining("The lists do not agree with what was counted");

        assertThat(run.folder().readSummary(1).orElseThrow().state())
                .isEqualTo(RunSummary.State.FAILED);
        assertThat(run.folder().checkpoints()).doesNotExist();
    }
}
