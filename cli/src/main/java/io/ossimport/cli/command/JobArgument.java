package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.report.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names a job that has been run: by its name, or by its job file. */
final class JobArgument {

    @Parameters(paramLabel = "JOB", description = "The job's name, or its job file.")
    private String job = "";

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    /** The job's folder, which is there. */
    JobFolder folder() throws Exception {
        String name;
        String working;
        if (Files.isRegularFile(Path.of(job))) {
            JobSpec spec = JobSpecs.read(Path.of(job), List.of(), workingFolder).job();
            name = spec.name();
            working = spec.workingDirectory();
        } else {
            name = JobNames.checked(job);
            working = workingFolder.absolute();
        }
        JobFolder folder = JobFolder.of(Path.of(working), name);
        if (!Files.isDirectory(folder.path())) {
            throw new Failure(
                    ExitCode.BAD_CONFIG,
                    "There is no job \""
                            + name
                            + "\" in "
                            + working
                            + ". Give its job file, or the folder where it ran with --working-dir.",
                    null);
        }
        return folder;
    }

    /** As the user typed it. */
    String typed() {
        return job;
    }
}
