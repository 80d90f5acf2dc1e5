package io.ossimport.transfer.since;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Reason;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import io.ossimport.transfer.retry.FailedObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        return Beginning.of(job(take), folder, QUIET, null);
    }

    private static TakeRules since(long millis) {
        return TakeRules.ALL.modified(millis, Long.MAX_VALUE);
    }

    /** A run that begins as it would, and ends so; without an end where {@code state} is null. */
    private int run(TakeRules take, SourceMark mark, @Nullable State state) throws IOException {
        Beginning beginning = Beginning.of(job(take), folder, mark, null);
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
                        JobRecord.scope(job(take)),
                        beginning.failedOf(),
                        null),
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
        assertThat(begin(TakeRules.ALL)).isEqualTo(Beginning.ALL);
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
    void runsThatDidNotComeToTheirEndAreNotBuiltOn() throws Exception {
        run(TakeRules.ALL, mark(0, 0), State.DONE);
        for (State state : new State[] {State.STOPPED, State.FAILED}) {
            run(AUTO, mark(10, 0), state);
            assertThat(begin(AUTO).sinceMillis()).as("%s", state).isEqualTo(NOON);
        }
        run(AUTO, mark(10, 0), null);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
    }

    @Test
    void whatFailedInTheRunThatIsBuiltOnIsTakenToo() throws Exception {
        int failed = run(TakeRules.ALL, mark(0, 0), State.INCOMPLETE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
        assertThat(begin(AUTO).failedOf()).isEqualTo(failed);
        assertThat(begin(AUTO).reason()).endsWith("when run 1 began, and what failed in run 1.");
        int again = retry(failed, State.INCOMPLETE);
        assertThat(begin(AUTO).failedOf()).isEqualTo(again);
        retry(again, State.STOPPED);
        assertThat(begin(AUTO).failedOf()).isEqualTo(again);
        retry(again, State.DONE);
        assertThat(begin(AUTO).failedOf()).isZero();
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
    }

    @Test
    void aRunIsNotBuiltOnThatLeftMoreThanItsFailedKeysTell() throws Exception {
        run(TakeRules.ALL, mark(0, 0), State.DONE);
        int unreadable = run(AUTO, mark(10, 0), State.INCOMPLETE);
        failed(unreadable, 1, Reason.SOURCE_UNREADABLE);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
        int many = run(AUTO, mark(20, 0), State.INCOMPLETE);
        failed(many, FailedObjects.MOST + 1L, Reason.SOURCE_DENIED);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON);
        assertThat(begin(AUTO).failedOf()).isZero();
        failed(many, FailedObjects.MOST, Reason.SOURCE_DENIED);
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON + 20 * MINUTE);
    }

    private void failed(int run, long count, Reason reason) throws IOException {
        Totals totals =
                new Totals(
                        count,
                        0,
                        0,
                        count,
                        0,
                        ProofCounts.ZERO,
                        Map.of(reason, count),
                        Requests.NONE,
                        Requests.NONE,
                        0,
                        0,
                        0,
                        0,
                        Waits.NONE);
        folder.writeSummary(RunSummary.of("test", run, State.INCOMPLETE, totals, 1, "/", "", ""));
    }

    private static Round round(int number) {
        return new Round(number, NOON, MINUTE, SLACK, "job");
    }

    private int endedRound(int number, SourceMark mark, Beginning beginning, State state)
            throws IOException {
        return write(
                new RunRecord(
                        folder.beginRun(),
                        0,
                        0,
                        beginning.sinceMillis(),
                        "",
                        "",
                        beginning.hasGap(),
                        mark,
                        Requests.NONE,
                        "scope",
                        beginning.failedOf(),
                        round(number)),
                state);
    }

    private Beginning beginRound(int number, OverwritePolicy policy, TakeRules take)
            throws IOException {
        JobSpec job = Jobs.job(policy, Jobs.job(policy).copy(), take);
        return Beginning.of(job, folder, QUIET, round(number));
    }

    @Test
    void aLaterRoundTakesAllThatIsListedWhereThePolicyLooksAtTheDestination() throws Exception {
        endedRound(1, mark(0, 0), Beginning.ALL, State.DONE);
        assertThat(beginRound(2, OverwritePolicy.DIFFERENT, TakeRules.ALL))
                .isEqualTo(Beginning.ALL);
        assertThat(beginRound(2, OverwritePolicy.NEVER, TakeRules.ALL)).isEqualTo(Beginning.ALL);
    }

    @Test
    void aLaterRoundBeginsAtTheMarkOfTheOneBeforeWhereNobodyLooks() throws Exception {
        assertThat(beginRound(1, OverwritePolicy.ALWAYS, TakeRules.ALL)).isEqualTo(Beginning.ALL);
        endedRound(1, mark(0, NOON - MINUTE), Beginning.ALL, State.DONE);
        Beginning second = beginRound(2, OverwritePolicy.ALWAYS, TakeRules.ALL);
        assertThat(second.sinceMillis()).isEqualTo(NOON - MINUTE);
        assertThat(second.hasGap()).isFalse();

        int failed = endedRound(2, mark(10, 0), second, State.INCOMPLETE);
        Beginning third = beginRound(3, OverwritePolicy.ALWAYS, TakeRules.ALL);
        assertThat(third.sinceMillis()).isEqualTo(NOON + 10 * MINUTE);
        assertThat(third.failedOf()).isEqualTo(failed);
        assertThat(third.reason()).startsWith("Round 3: takes what was modified from ");
    }

    @Test
    void aFixedTimeIsThatOfTheFirstRoundOnlyAndNothingOlderIsTakenLater() throws Exception {
        Beginning first = beginRound(1, OverwritePolicy.DIFFERENT, since(NOON));
        assertThat(first.sinceMillis()).isEqualTo(NOON);
        int one = endedRound(1, mark(5, 0), first, State.INCOMPLETE);
        failed(one, 1, Reason.SOURCE_UNREADABLE);
        Beginning again = beginRound(2, OverwritePolicy.DIFFERENT, since(NOON));
        assertThat(again.sinceMillis()).isEqualTo(NOON);
        assertThat(again.hasGap()).isTrue();

        endedRound(2, mark(6, 0), again, State.DONE);
        assertThat(beginRound(3, OverwritePolicy.DIFFERENT, since(NOON)).sinceMillis())
                .isEqualTo(NOON + 6 * MINUTE);
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
        assertThat(begin(AUTO).sinceMillis()).isEqualTo(NOON - 30 * MINUTE);
        assertThat(begin(AUTO).failedOf()).isEqualTo(1);
    }

    @Test
    void aFirstRunWithAFixedTimeIsBuiltOnAndWarnsOfOlderUploads() throws Exception {
        Beginning first = Beginning.of(job(since(NOON)), folder, mark(0, NOON - MINUTE), null);
        assertThat(first.warning())
                .contains("a multipart upload is open at the source that was begun at")
                .contains("2026-11-22T11:59:00Z")
                .contains("importSince=auto");
        assertThat(begin(since(NOON)).warning()).isEmpty();
        assertThat(
                        Beginning.of(
                                        job(since(NOON)),
                                        folder,
                                        new SourceMark(NOON, 0, "denied"),
                                        null)
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
