package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster submit}: gives a cluster a job and leaves it there. */
@Command(
        name = "submit",
        description = {
            "Gives a job to the cluster and comes back as soon as it is at it. The job file is copied to"
                    + " where all machines read it, for its owner only.",
            "",
            "Given again for a job that was stopped, it goes on where that was.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when the cluster is at the job, or has done it already; otherwise that of"
                    + " \"run\", 2 when the job is running already.",
            "",
            "Examples:",
            "  ossimport cluster submit conf/job.cfg",
            "  ossimport stat photos --working-dir /mnt/ossimport"
        })
public final class ClusterSubmitCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Parameters(index = "0", paramLabel = "JOB.cfg", description = "The job file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
        OssImport ossImport = cluster.ossImport();
        Talk talk = ossImport.talk();
        Machines machines = option.read(talk);
        JobFile job = JobFile.read(file, List.of("workingDir=" + machines.workingDir()));
        job.warnings().forEach(warning -> talk.warn("Warning: " + warning));
        talk.result("submit job:" + file.toAbsolutePath().normalize());
        ExitCode begun = new SubmittedJob(talk, machines).begin("run", job.job().name(), file);
        if (begun == ExitCode.DONE) {
            talk.result("submit job:" + job.job().name() + " success!");
        }
        return begun.status();
    }
}
