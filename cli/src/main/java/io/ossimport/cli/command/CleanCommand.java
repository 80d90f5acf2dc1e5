package io.ossimport.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Question;
import io.ossimport.cli.show.Talk;
import io.ossimport.engine.JobRemoval;
import io.ossimport.engine.JobRunningException;
import io.ossimport.engine.RunningJob;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport clean}: removes what is kept of a job. */
@Command(
        name = "clean",
        description = {
            "Removes all that is kept of a job on this machine: state, lists, summaries, logs.",
            "",
            "With the lists goes the proof of what was copied: keep them elsewhere if you need it."
                    + " Objects are not touched, at either end.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when it is removed, 2 when the job is running or nobody could be asked,"
                    + " 5 when the answer was no.",
            "",
            "Examples:",
            "  ossimport clean local_test",
            "  ossimport clean conf/local_job.cfg --yes --json"
        })
public final class CleanCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Option(names = "--yes", description = "Do not ask. Needed where there is no terminal.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFolder folder = job.folder();
        String name = String.valueOf(folder.path().getFileName());
        check(folder, name);
        int runs = folder.newestRun();
        if (NewestRun.isUnfinished(folder)) {
            talk.warn(
                    "Warning: run "
                            + runs
                            + " did not come to its end, and cannot be resumed without its state;"
                            + " parts of objects that it had begun may stay at the destination.");
        }
        if (!yes && !isConfirmed(folder, name)) {
            talk.say("Nothing was removed.");
            return ExitCode.STOPPED.status();
        }
        JobRemoval removed = remove(folder, name);
        talk.result(
                "Removed job "
                        + name
                        + ": "
                        + folder.path()
                        + " with "
                        + Numbers.count(removed.files())
                        + (removed.files() == 1 ? " file, " : " files, ")
                        + Numbers.size(removed.bytes())
                        + ".");
        talk.json(json(folder, name, removed));
        return ExitCode.DONE.status();
    }

    private void check(JobFolder folder, String name) throws IOException {
        if (Files.isSymbolicLink(folder.path())) {
            throw new Failure(
                    ExitCode.BAD_CONFIG,
                    folder.path()
                            + " is a symbolic link, which is not followed. Remove it by hand, and"
                            + " what it leads to.",
                    null);
        }
        if (RunningJob.of(folder).isPresent()) {
            throw running(name, null);
        }
    }

    private boolean isConfirmed(JobFolder folder, String name) {
        if (!Question.canBeAsked()) {
            throw new Failure(
                    ExitCode.BAD_USAGE,
                    "There is no terminal to ask at. To remove "
                            + folder.path()
                            + " for good:  "
                            + job.command("clean", "--yes"),
                    null);
        }
        return Question.isConfirmed(
                "Remove all that is kept of job "
                        + name
                        + ", with its lists, in "
                        + folder.path()
                        + "?");
    }

    private JobRemoval remove(JobFolder folder, String name) throws IOException {
        try {
            return JobRemoval.remove(folder);
        } catch (JobRunningException e) {
            throw running(name, e);
        }
    }

    private Failure running(String name, @Nullable Exception cause) {
        return new Failure(
                ExitCode.BAD_USAGE,
                "Job " + name + " is running. Stop it first:  " + job.command("stop"),
                cause);
    }

    private static String json(JobFolder folder, String name, JobRemoval removed) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "removed");
        line.put("job", name);
        line.put("folder", folder.path().toString());
        line.put("files", removed.files());
        line.put("bytes", removed.bytes());
        return line.toString();
    }
}
