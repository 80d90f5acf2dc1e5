package io.ossimport.cli.command;

import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.OutlookText;
import io.ossimport.cli.show.ProgressLine;
import io.ossimport.cli.show.Talk;
import io.ossimport.cli.show.WaitDisplay;
import io.ossimport.engine.RunningJob;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Where the newest run of a job is, from what it wrote down. */
final class NewestRun {

    private NewestRun() {}

    /** Says it: running, cut short, or how it ended. */
    static void tell(Talk talk, JobFolder folder) throws IOException {
        int run = folder.newestRun();
        if (run == 0) {
            talk.result("Job " + folder.path().getFileName() + " has not been run yet.");
            return;
        }
        Optional<RunSummary> summary = folder.readSummary(run);
        if (summary.isPresent()) {
            talk.json(summary.get().toJson());
            EndText.lines(summary.get()).forEach(talk::result);
            tellNext(talk, folder, summary.get());
            return;
        }
        Optional<Progress> progress = folder.readProgress(run);
        if (progress.isEmpty()) {
            Progress none =
                    new Progress(
                            String.valueOf(folder.path().getFileName()),
                            run,
                            Totals.ZERO,
                            Outlook.NONE,
                            0,
                            0,
                            0,
                            false);
            String state = RunningJob.of(folder).isPresent() ? "running" : "cut";
            talk.json(ProgressLine.json(none, round(folder, run), state, Duration.ZERO));
            talk.result("Run " + run + " has just begun, or was cut before it said anything.");
            return;
        }
        tell(talk, progress.get(), round(folder, run));
    }

    private static int round(JobFolder folder, int run) throws IOException {
        return folder.readRun(run).map(RunRecord::round).map(Round::number).orElse(0);
    }

    /** Whether it is a round of a job that goes on by itself. */
    static boolean isRound(JobFolder folder) throws IOException {
        return round(folder, folder.newestRun()) > 0;
    }

    // What a process waits for that has the job between two rounds.
    private static void tellNext(Talk talk, JobFolder folder, RunSummary summary)
            throws IOException {
        RunRecord record = folder.readRun(summary.run()).orElse(null);
        Round round = record == null ? null : record.round();
        if (record == null || round == null || RunningJob.of(folder).isEmpty()) {
            return;
        }
        if (!summary.isComplete()) {
            talk.result("  next      goes on with it a while later");
            return;
        }
        long now = System.currentTimeMillis();
        long next = round.nextMillis(record.startedMillis());
        talk.json(WaitDisplay.json(summary.job(), round.number() + 1, next, now));
        talk.result("  next      " + WaitDisplay.text(round.number() + 1, next, now));
    }

    /** Whether there is a run that did not come to its end. */
    static boolean isUnfinished(JobFolder folder) throws IOException {
        int run = folder.newestRun();
        return run > 0
                && folder.readSummary(run).map(summary -> !summary.isComplete()).orElse(true);
    }

    private static void tell(Talk talk, Progress progress, int round) {
        boolean alive = ProcessHandle.of(progress.pid()).map(ProcessHandle::isAlive).orElse(false);
        Duration elapsed = Duration.ofMillis(progress.updatedMillis() - progress.startedMillis());
        Duration age = Duration.ofMillis(System.currentTimeMillis() - progress.updatedMillis());
        String state = alive ? "running" : "cut";
        Progress now = alive ? progress : progress.atRest();
        talk.json(ProgressLine.json(now, round, state, elapsed));
        talk.result(
                "Job "
                        + progress.job()
                        + (round > 0 ? ", round " + round + " (run " : ", run ")
                        + progress.run()
                        + (round > 0 ? "): " : ": ")
                        + (alive
                                ? "running as process " + progress.pid()
                                : "cut short "
                                        + Numbers.time(age)
                                        + " ago; run it again to go on"));
        talk.result(
                "  "
                        + ProgressLine.text(now.totals(), elapsed)
                        + OutlookText.ending(now.outlook()));
    }
}
