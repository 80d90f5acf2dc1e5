package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import io.ossimport.core.job.JobType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport run}: a job as OssImport's job file describes it. */
@Command(
        name = "run",
        description = {
            "Runs a job file of OssImport, unchanged: job.cfg or local_job.cfg.",
            "",
            "A sys.properties beside it is read too. After a stop or a crash the same command goes on"
                    + " where it was.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport run conf/local_job.cfg",
            "  ossimport run job.cfg overwrite=newer srcPrefix=photos/2019/",
            "  ossimport run job.cfg --json | tail -n 1 | jq .failed"
        })
public final class RunCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Parameters(index = "0", paramLabel = "JOB.cfg", description = "The job file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "key=value",
            description = "Values that win over those of the file. Never secrets.")
    private List<String> overrides = List.of();

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFile jobFile = JobSpecs.read(file, overrides, workingFolder);
        jobFile.warnings().forEach(warning -> talk.warn("Warning: " + warning));
        if (jobFile.job().type() == JobType.VERIFY) {
            return new VerifyRunner(talk).run(jobFile.job()).status();
        }
        return new JobRunner(talk, Shell.command("run", file.toString(), overrides, workingFolder))
                .run(jobFile.job())
                .status();
    }
}
