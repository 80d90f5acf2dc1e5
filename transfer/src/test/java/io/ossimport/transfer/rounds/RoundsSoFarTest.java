package io.ossimport.transfer.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which round comes next, when, and what is kept of those before. */
class RoundsSoFarTest {

    private static final RoundRules HOURLY =
            new RoundRules(Duration.ofHours(1), Duration.ofDays(7));
    private static final long HOUR = HOURLY.every().toMillis();
    private static final long NOON = 12 * HOUR + 17;

    @TempDir Path working;
    private JobFolder folder;
    private JobSpec job;

    @BeforeEach
    void open() {
        JobSpec any = Jobs.job(OverwritePolicy.ALWAYS);
        job =
                new JobSpec(
                        any.name(),
                        any.type(),
                        any.source(),
                        any.destination(),
                        any.take(),
                        any.overwrite(),
                        CopySettings.DEFAULT,
                        any.movers(),
                        working.toString());
        folder = JobFolder.of(job);
    }

    /** The next round of the job, which begins then and ends so; without an end where null. */
    private Round round(long beganMillis, @Nullable State state) throws IOException {
        Round round = RoundsSoFar.of(job).next(job, HOURLY, beganMillis);
        write(beganMillis, 0, round, state);
        return round;
    }

    private int write(long began, int retryOf, @Nullable Round round, @Nullable State state)
            throws IOException {
        int run = folder.beginRun();
        folder.writeRun(
                new RunRecord(
                        run, began, retryOf, 0, "", "", false, null, Requests.NONE, "", 0, round));
        for (OutcomeKind kind : OutcomeKind.values()) {
            Files.createDirectories(folder.list(run, kind));
        }
        Files.write(folder.list(run, OutcomeKind.SKIPPED).resolve("part-0.csv.gz"), new byte[1]);
        if (state != null) {
            folder.writeSummary(RunSummary.of(job.name(), run, state, Totals.ZERO, 1, "/", "", ""));
        }
        return run;
    }

    private long next() throws IOException {
        return RoundsSoFar.of(job).nextMillis(HOURLY);
    }

    @Test
    void roundsAreDueWholeIntervalsAfterTheFirstHoweverLateTheyBegin() throws Exception {
        assertThat(next()).isZero();
        assertThat(round(NOON, State.DONE).number()).isEqualTo(1);
        assertThat(next()).isEqualTo(NOON + HOUR);
        assertThat(round(NOON + HOUR + 900, State.DONE).number()).isEqualTo(2);
        assertThat(next()).isEqualTo(NOON + 2 * HOUR);
        round(NOON + 5 * HOUR + HOUR / 2, State.INCOMPLETE); // the machine was off
        assertThat(next()).isEqualTo(NOON + 6 * HOUR);
        assertThat(
                        RoundsSoFar.of(job)
                                .nextMillis(new RoundRules(Duration.ofHours(2), HOURLY.slack())))
                .isEqualTo(NOON + 6 * HOUR);
    }

    @Test
    void aRoundThatWasCutComesAtOnceUnderItsNumber() throws Exception {
        round(NOON, State.DONE);
        assertThat(round(NOON + HOUR, null).number()).isEqualTo(2);
        assertThat(next()).isZero();
        assertThat(round(NOON + HOUR + 5, State.DONE).number()).isEqualTo(2);
        assertThat(next()).isEqualTo(NOON + 2 * HOUR);
    }

    @Test
    void otherRunsAndRetriesDoNotCountAsRounds() throws Exception {
        round(NOON, State.INCOMPLETE);
        write(NOON + 5, 1, null, State.DONE);
        write(NOON + 6, 0, null, State.DONE);
        assertThat(next()).isEqualTo(NOON + HOUR);
        assertThat(round(NOON + HOUR, State.DONE).number()).isEqualTo(2);
    }

    @Test
    void theRoundsOfAJobThatAsksForSomethingElseBeginAnew() throws Exception {
        round(NOON, State.DONE);
        job = job.taking(job.take().modified(NOON, Long.MAX_VALUE));
        assertThat(next()).isZero();
        assertThat(round(NOON + 5, State.DONE))
                .matches(round -> round.number() == 1 && round.firstMillis() == NOON + 5);
    }

    @Test
    void ofRoundsBeforeTheNewestOnlyWhatWasDoneIsKept() throws Exception {
        round(NOON, State.INCOMPLETE);
        Path failed = folder.list(1, OutcomeKind.FAILED).resolve("part-0.csv.gz");
        Files.write(failed, new byte[1]);
        int single = write(NOON + 5, 0, null, State.DONE);
        round(NOON + HOUR, null); // was cut, and begun again
        Path unfinished = folder.list(3, OutcomeKind.COPIED).resolve(".part-0.csv.gz.inprogress.1");
        Files.write(unfinished, new byte[1]);
        round(NOON + 2 * HOUR, State.DONE);

        OldLists.removeBefore(folder, 4);

        assertThat(folder.list(1, OutcomeKind.SKIPPED)).doesNotExist();
        assertThat(folder.list(1, OutcomeKind.COPIED)).doesNotExist();
        assertThat(failed).exists();
        assertThat(folder.summaryFile(1)).exists();
        assertThat(folder.list(single, OutcomeKind.SKIPPED)).isNotEmptyDirectory();
        assertThat(folder.list(3, OutcomeKind.SKIPPED)).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(folder.list(4, OutcomeKind.SKIPPED)).isNotEmptyDirectory();
        OldLists.removeBefore(folder, 4);
    }

    @Test
    void whatIsWrittenOfARoundIsReadAgain() throws Exception {
        Round round = round(NOON, State.DONE);
        assertThat(folder.readRun(1).orElseThrow().round()).isEqualTo(round);
        assertThat(RoundsSoFar.of(job)).isEqualTo(new RoundsSoFar(round, NOON, true));
    }
}
