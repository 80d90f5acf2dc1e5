package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport verify}: compares both ends of a job. */
@Command(
        name = "verify",
        description = {
            "Compares both ends of a job by their listings: sizes and stored checksums.",
            "",
            "Copies nothing and reads no object. Names each key that is not the same on both ends.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when both ends have the same objects, 1 when not.",
            "",
            "Examples:",
            "  ossimport verify job.cfg",
            "  ossimport verify job.cfg --json"
        })
public final class VerifyCommand implements Callable<Integer> {

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
        return new VerifyRunner(talk).run(jobFile.job()).status();
    }
}
