package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.engine.RunningJob;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport stop}: ends the run of a job so that it can be resumed. */
@Command(
        name = "stop",
        description = {
            "Asks the process that runs a job on this machine to stop, and waits until it has.",
            "",
            "What it needs to go on is kept. Given a second time while the process is still"
                    + " stopping, it ends at once, which loses nothing either.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when it has stopped, 2 when the job is not running, 5 when it has not"
                    + " stopped in time.",
            "",
            "Examples:",
            "  ossimport stop local_test",
            "  ossimport stop conf/local_job.cfg --wait 600"
        })
public final class StopCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 200;

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the end at most. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds = 120;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFolder folder = job.folder();
        ProcessHandle process = process(folder);
        if (!process.destroy() && process.isAlive()) {
            throw refused(
                    "Process "
                            + process.pid()
                            + ", which runs "
                            + name(folder)
                            + ", belongs to "
                            + process.info().user().orElse("another user")
                            + ". Only that user can stop it.");
        }
        talk.say("Asked process " + process.pid() + " to stop; waiting until it has …");
        if (!hasEnded(folder, process)) {
            throw new Failure(
                    ExitCode.STOPPED,
                    "Process "
                            + process.pid()
                            + " is still stopping after "
                            + waitSeconds
                            + " s. See where it is:  "
                            + job.command("stat")
                            + "  To end it at once, which loses nothing:  "
                            + job.command("stop"),
                    null);
        }
        NewestRun.tell(talk, folder);
        if (NewestRun.isUnfinished(folder) || NewestRun.isRound(folder)) {
            talk.say("To go on:  " + job.resumeCommand(folder));
        }
        return ExitCode.DONE.status();
    }

    private ProcessHandle process(JobFolder folder) throws IOException {
        RunningJob running =
                RunningJob.of(folder)
                        .orElseThrow(
                                () ->
                                        refused(
                                                name(folder)
                                                        + " is not running, so there is nothing to"
                                                        + " stop. See how it ended:  "
                                                        + job.command("stat")));
        return running.process()
                .orElseThrow(
                        () ->
                                refused(
                                        name(folder)
                                                + " is running, but which process runs it is not"
                                                + " certain: it has just begun, or is on another"
                                                + " machine that shares "
                                                + folder.path()
                                                + ". Try again, or give the command there."));
    }

    // The lock is given back last, when all is written; or by the system, when the process is gone.
    private boolean hasEnded(JobFolder folder, ProcessHandle process)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (isRunBy(process, folder)) {
            if (System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(waitSeconds)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private static boolean isRunBy(ProcessHandle process, JobFolder folder) throws IOException {
        return RunningJob.of(folder)
                .filter(running -> running.process().map(process::equals).orElse(true))
                .isPresent();
    }

    private static String name(JobFolder folder) {
        return "Job " + folder.path().getFileName();
    }

    private static Failure refused(String sentence) {
        return new Failure(ExitCode.BAD_USAGE, sentence, null);
    }
}
