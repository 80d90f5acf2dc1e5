package io.ossimport.cli.command;

import io.ossimport.engine.RunningJob;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job in the lines that OssImport prints, for scripts that read them. Objects stand where it has
 * tasks.
 *
 * @param state {@code Running}, {@code Succeed}, {@code Failed} or {@code Abort}
 * @param pending objects that are known and not begun
 * @param running objects and parts under way
 * @param progress what is done of the newest run, of what is known so far; empty when it has ended
 */
record JobStat(
        String job,
        String state,
        long pending,
        long running,
        long succeeded,
        long failed,
        boolean scanned,
        String progress) {

    // While a job runs, its progress is written every second or so.
    private static final long SILENT_MILLIS = 30_000;

    static JobStat of(JobFolder folder) throws IOException {
        String name = String.valueOf(folder.path().getFileName());
        int run = folder.newestRun();
        Optional<RunSummary> summary = folder.readSummary(run);
        if (summary.isPresent()) {
            return ended(name, summary.get());
        }
        Optional<Progress> progress = folder.readProgress(run);
        long updated = progress.map(Progress::updatedMillis).orElse(0L);
        boolean isAtIt =
                System.currentTimeMillis() - updated < SILENT_MILLIS
                        || RunningJob.of(folder).isPresent();
        String state = isAtIt ? "Running" : "Abort";
        return progress.map(now -> goingOn(state, now))
                .orElse(new JobStat(name, state, 0, 0, 0, 0, false, ""));
    }

    private static JobStat ended(String name, RunSummary summary) {
        String state =
                switch (summary.state()) {
                    case DONE -> "Succeed";
                    case INCOMPLETE -> "Failed";
                    case STOPPED, FAILED -> "Abort";
                };
        return new JobStat(
                name,
                state,
                0,
                0,
                summary.copied() + summary.skipped(),
                summary.failed(),
                summary.isComplete(),
                "");
    }

    private static JobStat goingOn(String state, Progress progress) {
        Totals totals = progress.totals();
        Outlook outlook = progress.outlook();
        long known = Math.max(totals.listed() + totals.ahead(), outlook.totalObjects());
        long bytes = Math.max(totals.bytesSeen(), outlook.totalBytes());
        return new JobStat(
                progress.job(),
                state,
                Math.max(0, known - totals.listed() - totals.inFlight()),
                totals.inFlight(),
                totals.copied() + totals.skipped(),
                totals.failed(),
                outlook.counted(),
                progress.job()
                        + "_"
                        + progress.run()
                        + ":"
                        + totals.bytesMoved()
                        + "/"
                        + Math.max(totals.bytesMoved(), bytes)
                        + " "
                        + totals.listed()
                        + "/"
                        + known);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("---------------- job stat ------------------");
        lines.add("JobName:" + job);
        lines.add("JobState:" + state);
        lines.add("PendingTasks:" + pending);
        lines.add("DispatchedTasks:" + running);
        lines.add("RunningTasks:" + running);
        lines.add("SucceedTasks:" + succeeded);
        lines.add("FailedTasks:" + failed);
        lines.add("ScanFinished:" + scanned);
        if (!progress.isEmpty()) {
            lines.add("RunningTasks Progress:");
            lines.add(progress);
        }
        return lines;
    }
}
