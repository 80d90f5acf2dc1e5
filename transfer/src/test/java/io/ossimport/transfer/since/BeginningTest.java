package io.ossimport.transfer.since;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where runs begin, after runs that ended in all the ways there are. */
class BeginningTest {

    private static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long SLACK = Duration.ofDays(7).toMillis();
    private static final TakeRules AUTO = TakeRules.ALL.sinceEarlierRuns(SLACK);
    private static final SourceMark QUIET = new SourceMark(NOON + 60 * MINUTE, 0, "");

    @TempDir Path working;
    private JobFolder folder;

    @BeforeEach
    void open() {
        folder = JobFolder.of(working, "test");
    }

    private static JobSpec job(TakeRules take) {
        return Jobs.job(OverwritePolicy.DIFFERENT, Jobs.job(OverwritePolicy.NEWER).copy(), take);
    }

    private Beginning begin(TakeRules take) throws IOException {
        return Beginning.of(job(take), folder, QUIET);
    }

    private static TakeRules since(long millis) {
        return TakeRules.ALL.modified(millis, Long.MAX_VALUE);
    }

    /** A run that begins as it would, and ends so; without an end where {@code state} is null. */
    private int run(TakeRules take, SourceMark mark, @Nullable State state) throws IOException {
        Beginning beginning = Beginning.of(job(take), folder, mark);
        return write(
                new RunRecord(
                        folder.beginRun(),
                        0,
                        0,
                        beginning.sinceMillis(),
                        beginning.reason(),
                        beginning.warning(),
                        beginning.hasGap(),
                        mark,
                        new Requests(2, 0, 0, 0, 0, 0, 0, 0),
                        JobRecord.scope(job(take))),
                state);
    }

    private int retry(int run, State state) throws IOException {
        return write(RunRecord.of(0, run).withRun(folder.beginRun()), state);
    }

    private int write(RunRecord record, @Nullable State state) throws IOException {
        folder.writeRun(record);
        if (state != null) {
            folder.writeSummary(
                    RunSummary.of("test", record.run(), state, Totals.ZERO, 1, "/", "", ""));
        }
        return record.run();
    }

    private static SourceMark mark(long minutes, long oldestUpload) {
        return new SourceMark(NOON + minutes * MINUTE, oldestUpload, "");
    }

    @Test
    void aFirstRunTakesEverythingAndSaysSo() throws Exception {
        assertThat(begin(AUTO).sinceMillis()).isZero();
        assertThat(begin(AUTO).reason()).contains("takes everything, since no earlier run");
        assertThat(begin(TakeRules.ALL)).isEqualTo(new Beginning(0, "", "", false));
    }

    @Test
    void aRunBeginsWhereTheLastOneBeganOrItsOldestUpload() throws Exception {
        run(TakeRules.ALL, new SourceMark(NOON + 700, 0, ""), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
        assertThat(begin(AUTO).reason())
                .contains("modified from 2026-11-22T12:00:00Z on, when run 1 began.");

        run(AUTO, mark(10, NOON + 5 * MINUTE + 999), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON + 5 * MINUTE);
        assertThat(begin(AUTO).reason())
                .contains("12:05:00Z on, when the oldest multipart upload was begun")
                .contains("open as run 2 began");
    }

    @Test
    void whereUploadsAreNotKnownThereIsSlack() throws Exception {
        run(TakeRules.ALL, new SourceMark(NOON, 0, "AccessDenied"), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON - SLACK);
        assertThat(begin(AUTO).reason())
                .contains("7 days before run 1 began, since the source's open multipart uploads")
                .contains("(AccessDenied)");
        TakeRules minute = TakeRules.ALL.sinceEarlierRuns(MINUTE);
        assertThat(begin(minute).sinceMillis()).isEqualTo(NOON - MINUTE);
        assertThat(begin(minute).reason()).contains("60 seconds before run 1 began");
    }

    @Test
    void runsThatWereCutOrFailedAreNotBuiltOn() throws Exception {
        run(TakeRules.ALL, mark(0, 0), State.DONE);
        for (State state : new State[] {State.STOPPED, State.FAILED, State.INCOMPLETE}) {
            run(AUTO, mark(10, 0), state);
            assertThat(begin(AUTO).sinceMillis()).as("%s", state).isEqualTo(NOON);
        }
        run(AUTO, mark(10, 0), null);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
    }

    @Test
    void aRunIsBuiltOnOnceARetryHasCopiedWhatFailed() throws Exception {
        int failed = run(TakeRules.ALL, mark(0, 0), State.INCOMPLETE);
        assertThat(begin(AUTO).sinceMillis()).isZero();
        int again = retry(failed, State.INCOMPLETE);
        assertThat(begin(AUTO).sinceMillis()).isZero();
        retry(again, State.STOPPED);
        assertThat(begin(AUTO).sinceMillis()).isZero();
        retry(again, State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
    }

    @Test
    void runsOverOtherObjectsAreNotBuiltOn() throws Exception {
        FilterSpec jpg =
                new FilterSpec(List.of("*.jpg"), List.of(), List.of(), List.of(), 0, 9, List.of());
        run(new TakeRules(0, Long.MAX_VALUE, false, jpg), mark(0, 0), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isZero();
        run(TakeRules.ALL.modified(0, NOON), mark(0, 0), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isZero();
    }

    @Test
    void aFixedTimeAfterTheLastRunsUploadsWarnsAndIsNotBuiltOn() throws Exception {
        run(TakeRules.ALL, mark(0, NOON - 30 * MINUTE), State.DONE);

        assertThat(begin(since(NOON)).warning())
                .contains("importSince is 2026-11-22T12:00:00Z, but what came since run 1 begins")
                .contains("2026-11-22T11:30:00Z, when the oldest multipart upload was begun")
                .contains("use importSince=auto")
                .contains("or importSince=" + (NOON - 30 * MINUTE) / 1000);
        assertThat(begin(since(NOON - 30 * MINUTE)).warning()).isEmpty();

        run(since(NOON), mark(10, 0), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON - 30 * MINUTE);
        run(AUTO, mark(20, 0), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON + 20 * MINUTE);
        assertThat(begin(since(NOON + 20 * MINUTE)).warning()).isEmpty();
    }

    @Test
    void whatARunSawOpenWarnsAlsoWhenSomeOfItFailed() throws Exception {
        run(TakeRules.ALL, mark(0, NOON - 30 * MINUTE), State.INCOMPLETE);
        assertThat(begin(since(NOON)).warning()).contains("what came since run 1 begins");
        run(since(NOON), mark(10, 0), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isZero();
    }

    @Test
    void aFirstRunWithAFixedTimeIsBuiltOnAndWarnsOfOlderUploads() throws Exception {
        Beginning first = Beginning.of(job(since(NOON)), folder, mark(0, NOON - MINUTE));
        assertThat(first.warning())
                .contains("a multipart upload is open at the source that was begun at")
                .contains("2026-11-22T11:59:00Z")
                .contains("importSince=auto");
        assertThat(begin(since(NOON)).warning()).isEmpty();
        assertThat(
                        Beginning.of(job(since(NOON)), folder, new SourceMark(NOON, 0, "denied"))
                                .warning())
                .contains("is not known (denied)");

        run(since(NOON), mark(0, NOON - MINUTE), State.DONE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON - MINUTE);
    }

    @Test
    void recordsOfOlderVersionsAreReadAndNotBuiltOn() throws Exception {
        int run = folder.beginRun();
        Files.writeString(folder.runFile(run), "{\"run\":1,\"startedMillis\":5,\"retryOf\":0}\n");
        write(RunRecord.of(5, 0).withRun(folder.beginRun()), State.DONE);

        assertThat(folder.readRun(run)).contains(RunRecord.of(5, 0).withRun(1));
        assertThat(begin(AUTO).sinceMillis()).isZero();
    }

    @Test
    void whatIsWrittenOfARunIsReadAgain() throws Exception {
        int run = run(AUTO, new SourceMark(NOON, NOON - 1, "why"), State.DONE);
        RunRecord read = folder.readRun(run).orElseThrow();
        assertThat(read.source()).isEqualTo(new SourceMark(NOON, NOON - 1, "why"));
        assertThat(read.sinceReason()).startsWith("importSince=auto: takes everything");
    }
}
