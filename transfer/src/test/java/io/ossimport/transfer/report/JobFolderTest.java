package io.ossimport.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Reason;
import io.ossimport.transfer.move.Jobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {

    @TempDir Path working;

    private static final Totals TOTALS =
            new Totals(
                    10,
                    6,
                    3,
                    1,
                    1234,
                    new ProofCounts(4, 2, 0, 0),
                    Map.of(Reason.NEW, 6L, Reason.SAME, 3L, Reason.DEST_ERROR, 1L),
                    new Requests(1, 6, 0, 0, 0, 0, 0, 0),
                    new Requests(2, 0, 6, 0, 0, 0, 0, 0),
                    1300,
                    2,
                    5,
                    2345,
                    new Waits(1, 2, 3, 4, 5, 6));
    private static final Outlook OUTLOOK =
            new Outlook(20, 5000, true, 10, 2655, 60, 90, Limit.SOURCE_READS);

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        JobFolder folder = JobFolder.of(working, "test");
        int run = folder.beginRun();
        JobSpec job = Jobs.job(OverwritePolicy.NEWER);
        RunSummary summary =
                RunSummary.of(
                        "test", run, RunSummary.State.INCOMPLETE, TOTALS, 1.5, "/x", "ab", "why");
        Progress progress = new Progress("test", run, TOTALS, OUTLOOK, 1000, 2000, 77, false);
        SourceCount count = new SourceCount(20, 18, 5000, true, TOTALS.source());

        folder.writeJob(job);
        folder.writeSummary(summary);
        folder.writeProgress(progress);
        folder.writeCount(run, count);

        assertThat(folder.readJob()).contains(JobRecord.of(job));
        assertThat(folder.readSummary(run)).contains(summary);
        assertThat(folder.readProgress(run)).contains(progress);
        assertThat(folder.readCount(run)).contains(count);
        assertThat(folder.readSummary(run + 1)).isEmpty();
        assertThat(folder.readCount(run + 1)).isEmpty();
        try (Stream<Path> files = Files.list(folder.run(run))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("summary.json", "progress.json", "count.json");
        }
    }

    @Test
    void aProgressFileOfAVersionThatKnewLessIsRead() throws Exception {
        JobFolder folder = JobFolder.of(working, "test");
        Files.createDirectories(folder.run(1));
        Files.writeString(
                folder.progressFile(1),
                "{\"job\":\"test\",\"run\":1,\"totals\":{\"listed\":10,\"reasons\":{}},"
                        + "\"startedMillis\":1000,\"updatedMillis\":2000,\"pid\":77,\"ended\":false}");

        Progress progress = folder.readProgress(1).orElseThrow();

        assertThat(progress.totals().listed()).isEqualTo(10);
        assertThat(progress.totals().waits()).isEqualTo(Waits.NONE);
        assertThat(progress.outlook()).isEqualTo(Outlook.NONE);
    }

    @Test
    void totalsSurviveJson() {
        assertThat(Totals.fromJson(TOTALS.toJson())).isEqualTo(TOTALS);
    }

    @Test
    void theSummaryHasTheFieldsThatScriptsRelyOn() {
        RunSummary summary =
                RunSummary.of("j", 1, RunSummary.State.DONE, TOTALS, 1.5, "/lists", "ab", "");

        assertThat(summary.toJson())
                .startsWith(
                        "{\"type\":\"summary\",\"job\":\"j\",\"run\":1,\"state\":\"done\","
                                + "\"listed\":10,\"copied\":6,\"skipped\":3,\"failed\":1,"
                                + "\"bytes\":1234,\"seconds\":1.5,\"proof\":{\"E2E\":4,"
                                + "\"TRANSIT\":2,\"LENGTH\":0,\"NONE\":0},\"requests\":{"
                                + "\"source\":{\"LIST\":1,\"GET\":6,")
                .contains("\"lists\":\"/lists\",\"root\":\"ab\"");
    }

    @Test
    void theIdentityFollowsWhatGoesWhereAndNotHowFast() {
        JobSpec job = Jobs.job(OverwritePolicy.NEWER);
        JobSpec faster =
                new JobSpec(
                        job.name(),
                        job.type(),
                        job.source(),
                        job.destination(),
                        job.take(),
                        job.overwrite(),
                        io.ossimport.core.job.CopySettings.DEFAULT,
                        7,
                        "/elsewhere");

        assertThat(JobRecord.identity(faster)).isEqualTo(JobRecord.identity(job));
        assertThat(JobRecord.identity(Jobs.job(OverwritePolicy.NEVER)))
                .isNotEqualTo(JobRecord.identity(job));
        TakeRules since = TakeRules.ALL.modified(1, Long.MAX_VALUE);
        FilterSpec jpg =
                new FilterSpec(
                        List.of("*.jpg"), List.of(), List.of(), List.of(), 0, 9, List.of("IA"));
        TakeRules named = new TakeRules(0, Long.MAX_VALUE, false, jpg);
        TakeRules auto = TakeRules.ALL.sinceEarlierRuns(1000);
        for (TakeRules other : List.of(since, named, auto)) {
            assertThat(JobRecord.identity(Jobs.job(OverwritePolicy.NEWER, job.copy(), other)))
                    .isNotEqualTo(JobRecord.identity(job));
        }
    }

    @Test
    void theScopeIsTheIdentityWithoutTheTimeToBeginWith() {
        TakeRules until = TakeRules.ALL.modified(0, 9);
        String scope = scope(until);
        assertThat(scope(TakeRules.ALL.modified(5, 9))).isEqualTo(scope);
        assertThat(scope(until.sinceEarlierRuns(1000))).isEqualTo(scope);
        assertThat(scope(TakeRules.ALL)).isNotEqualTo(scope);
        assertThat(JobRecord.identity(taking(until.sinceEarlierRuns(1000))))
                .isEqualTo(JobRecord.identity(taking(until.sinceEarlierRuns(2000))));
    }

    private static String scope(TakeRules take) {
        return JobRecord.scope(taking(take));
    }

    private static JobSpec taking(TakeRules take) {
        return Jobs.job(OverwritePolicy.NEWER).taking(take);
    }
}
