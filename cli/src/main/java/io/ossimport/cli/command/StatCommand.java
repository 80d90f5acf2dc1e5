package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.ProgressLine;
import io.ossimport.cli.show.Talk;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.RunSummary;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport stat}: where the newest run of a job is. */
@Command(
        name = "stat",
        description = {
            "Says where a job's newest run is: running, cut short, or how it ended.",
            "Asks no store and disturbs nothing; what a running job says is about a second old.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport stat local_test",
            "  ossimport stat conf/local_job.cfg --json"
        })
public final class StatCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFolder folder = job.folder();
        int run = folder.newestRun();
        if (run == 0) {
            talk.result("Job " + folder.path().getFileName() + " has not been run yet.");
            return ExitCode.DONE.status();
        }
        Optional<RunSummary> summary = folder.readSummary(run);
        if (summary.isPresent()) {
            talk.json(summary.get().toJson());
            EndText.lines(summary.get()).forEach(talk::result);
            return ExitCode.DONE.status();
        }
        Optional<Progress> progress = folder.readProgress(run);
        if (progress.isEmpty()) {
            talk.result("Run " + run + " has just begun, or was cut before it said anything.");
            return ExitCode.DONE.status();
        }
        tell(talk, progress.get());
        return ExitCode.DONE.status();
    }

    private void tell(Talk talk, Progress progress) {
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
