package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.show.Talk;
import io.ossimport.transfer.report.JobFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster stat}: where the jobs of a cluster are, in OssImport's words. */
@Command(
        name = "stat",
        description = {
            "Says where the jobs are that the cluster was given, with OssImport's lines first, and ours"
                    + " behind them. Where OssImport counts tasks, objects are counted. Reads the"
                    + " working folder on this machine.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport cluster stat",
            "  ossimport cluster stat photos --json"
        })
public final class ClusterStatCommand implements Callable<Integer> {

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
        List<JobFolder> jobs =
                job == null
                        ? JobFolder.allRun(workingDir)
                        : List.of(JobFolder.of(workingDir, JobNames.checked(job)));
        if (jobs.stream().noneMatch(JobFolder::wasRun)) {
            talk.result("no jobs is running or finished.");
            return ExitCode.DONE.status();
        }
        talk.result("-------------- job stats ---------------");
        for (JobFolder folder : jobs) {
            JobStat.of(folder).lines().forEach(talk::result);
            NewestRun.tell(talk, folder);
        }
        talk.result("----------------------------------------");
        return ExitCode.DONE.status();
    }
}
