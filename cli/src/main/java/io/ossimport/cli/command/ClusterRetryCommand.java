package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.show.Talk;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster retry}: has a cluster try again what failed. */
@Command(
        name = "retry",
        description = {
            "Has the cluster try the objects again that failed in the last run of a job that was"
                    + " submitted, and comes back as soon as it is at it. Without a name: of every job"
                    + " of which some failed. Reads the working folder on this machine.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when the cluster is at them, or nothing failed; otherwise that of \"retry\".",
            "",
            "Examples:",
            "  ossimport cluster retry photos",
            "  ossimport cluster retry"
        })
public final class ClusterRetryCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "The job's name. Default: all jobs.")
    private @Nullable String job;

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        Machines machines = option.read(talk);
        Path workingDir = Path.of(machines.workingDir());
        List<String> jobs = job == null ? failed(workingDir) : List.of(JobNames.checked(job));
        if (jobs.isEmpty()) {
            talk.result("No job has failed objects.");
        }
        SubmittedJob submitted = new SubmittedJob(talk, machines);
        for (String name : jobs) {
            ExitCode begun = submitted.begin("retry", name, submittedFile(machines, name));
            if (begun != ExitCode.DONE) {
                return begun.status();
            }
            talk.result("retry job:" + name + " success!");
        }
        return ExitCode.DONE.status();
    }

    private static Path submittedFile(Machines machines, String job) {
        Path file = Path.of(machines.jobFile(job));
        if (!Files.isReadable(file)) {
            throw new Failure(
                    ExitCode.BAD_CONFIG,
                    "Job "
                            + job
                            + " was not submitted: there is no "
                            + file
                            + ". This must be typed where the working folder is mounted.",
                    null);
        }
        return file;
    }

    private static List<String> failed(Path workingDir) throws IOException {
        List<String> failed = new ArrayList<>();
        for (JobFolder folder : JobFolder.allRun(workingDir)) {
            Optional<RunSummary> summary = folder.readSummary(folder.newestRun());
            if (summary.map(RunSummary::failed).orElse(0L) > 0) {
                failed.add(String.valueOf(folder.path().getFileName()));
            }
        }
        return failed;
    }
}
