package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.CredentialsSource.Kind;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names a job that has been run: by its name, or by its job file. */
final class JobArgument {

    @Parameters(index = "0", paramLabel = "JOB", description = "The job's name, or its job file.")
    private String job = "";

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    /** The job's folder, which is there. */
    JobFolder folder() throws Exception {
        return isFile() ? there(folderOfFile()) : folderOfName();
    }

    /** The job's folder, which need not be there yet when the job file was given. */
    JobFolder folderToBe() throws Exception {
        return isFile() ? folderOfFile() : folderOfName();
    }

    private JobFolder folderOfFile() throws Exception {
        return JobFolder.of(JobSpecs.read(Path.of(job), List.of(), workingFolder).job());
    }

    private JobFolder folderOfName() throws InvalidConfigException {
        return there(JobFolder.of(Path.of(workingFolder.absolute()), JobNames.checked(job)));
    }

    private static JobFolder there(JobFolder folder) {
        if (!Files.isDirectory(folder.path())) {
            throw new Failure(
                    ExitCode.BAD_CONFIG,
                    "There is no job \""
                            + folder.path().getFileName()
                            + "\" in "
                            + folder.workingDirectory()
                            + ". Give its job file, or the folder where it ran with --working-dir.",
                    null);
        }
        return folder;
    }

    /** The command that goes on with the job, for the user to type. */
    String resumeCommand(JobFolder folder) throws IOException {
        Optional<String> file =
                isFile() ? Optional.of(job) : folder.readJob().flatMap(JobArgument::jobFile);
        return file.map(name -> Shell.command("resume", name, List.of(), workingFolder))
                .orElse("the command that began it");
    }

    /** {@code ossimport <verb>} for this job with {@code more}, for the user to type. */
    String command(String verb, String... more) {
        return Shell.command(verb, job, List.of(more), workingFolder);
    }

    private boolean isFile() {
        return Files.isRegularFile(Path.of(job));
    }

    // A job file is not kept, but most jobs name theirs as the place of their access keys.
    private static Optional<String> jobFile(JobRecord record) {
        return Stream.of(record.spec().source(), record.spec().destination())
                .map(StoreSpec::credentials)
                .filter(
                        credentials ->
                                credentials.kind() == Kind.JOB_FILE_SOURCE
                                        || credentials.kind() == Kind.JOB_FILE_DESTINATION)
                .map(CredentialsSource::detail)
                .findFirst();
    }

    /** As the user typed it. */
    String typed() {
        return job;
    }
}
