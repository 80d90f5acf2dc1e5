package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.JobFile;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Names a job by its job file, with values that win over those of the file. */
final class JobFileArguments {

    @Parameters(index = "0", paramLabel = "JOB.cfg", description = "The job file.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "key=value",
            description = "Values that win over those of the file. Never secrets.")
    private List<String> overrides = List.of();

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    @Mixin private ClusterOption cluster = new ClusterOption();

    /** Takes these values too, as if they had been typed. */
    void add(List<String> values) {
        overrides = Stream.concat(overrides.stream(), values.stream()).toList();
    }

    /** Reads the file, and passes its warnings on. */
    JobFile read(Talk talk) throws InvalidConfigException {
        JobFile jobFile = JobSpecs.read(file, overrides, workingFolder);
        jobFile.warnings().forEach(warning -> talk.warn("Warning: " + warning));
        return jobFile;
    }

    /**
     * As {@link #read}, for a command that needs a run to take up.
     *
     * @param command what the user typed
     */
    JobFile readMigration(Talk talk, String command) throws InvalidConfigException {
        JobFile jobFile = read(talk);
        if (jobFile.job().type() == JobType.VERIFY) {
            throw new Failure(
                    ExitCode.BAD_USAGE,
                    "Job "
                            + jobFile.job().name()
                            + " only compares both ends, so there is nothing to "
                            + command
                            + "; to compare again:  "
                            + runCommand(),
                    null);
        }
        return jobFile;
    }

    /** {@code ossimport run} with the same arguments, for the user to type. */
    String runCommand() {
        return command("run", overrides);
    }

    private String command(String verb, List<String> values) {
        List<String> words = Stream.concat(values.stream(), cluster.words().stream()).toList();
        return Shell.command(verb, file.toString(), words, workingFolder);
    }

    /** {@code ossimport retry} with the same arguments, for the user to type. */
    String retryCommand() {
        return command("retry", overrides);
    }

    /** {@code ossimport run} for what came since the last run, for the user to type. */
    private String nextCommand() {
        List<String> others =
                overrides.stream().filter(word -> !word.matches("\\s*importSince\\s*=.*")).toList();
        List<String> words = new ArrayList<>(others);
        words.add("importSince=auto");
        return command("run", words);
    }

    /** Something that runs a job of these arguments round after round. */
    RoundsRunner roundsRunner(Talk talk) {
        if (cluster.isGiven()) {
            throw new Failure(
                    ExitCode.BAD_USAGE,
                    "Rounds are run by one process; leave --cluster out.",
                    null);
        }
        return new RoundsRunner(talk, runCommand(), Clock.systemUTC());
    }

    /** Something that goes on with the job of these arguments, or begins it. */
    JobRunner runner(Talk talk, JobSpec job) {
        return new JobRunner(
                talk,
                runCommand(),
                retryCommand(),
                nextCommand(),
                cluster.engine(job.workingDirectory()));
    }
}
