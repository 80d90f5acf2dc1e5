package io.ossimport.cli.command;

import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.ProgressLine;
import io.ossimport.cli.show.Talk;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.RunSummary;
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
            return;
        }
        Optional<Progress> progress = folder.readProgress(run);
        if (progress.isEmpty()) {
            talk.result("Run " + run + " has just begun, or was cut before it said anything.");
            return;
        }
        tell(talk, progress.get());
    }

    /** Whether there is a run that did not come to its end. */
    static boolean isUnfinished(JobFolder folder) throws IOException {
        int run = folder.newestRun();
        return run > 0
                && folder.readSummary(run)
                        .map(
                                summary ->
                                        summary.state() == RunSummary.State.STOPPED
                                                || summary.state() == RunSummary.State.FAILED)
                        .orElse(true);
    }

    private static void tell(Talk talk, Progress progress) {
        boolean alive = ProcessHandle.of(progress.pid()).map(ProcessHandle::isAlive).orElse(false);
        Duration elapsed = Duration.ofMillis(progress.updatedMillis() - progress.startedMillis());
        Duration age = Duration.ofMillis(System.currentTimeMillis() - progress.updatedMillis());
        String state = alive ? "running" : "cut";
        talk.json(
                ProgressLine.json(
                        progress.job(), progress.run(), state, progress.totals(), elapsed));
        talk.result(
                "Job "
                        + progress.job()
                        + ", run "
                        + progress.run()
                        + ": "
                        + (alive
                                ? "running as process " + progress.pid()
                                : "cut short "
                                        + Numbers.time(age)
                                        + " ago; run it again to go on"));
        talk.result("  " + ProgressLine.text(progress.totals(), elapsed));
    }
}
