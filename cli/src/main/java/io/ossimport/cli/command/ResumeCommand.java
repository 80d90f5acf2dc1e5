package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import io.ossimport.core.job.RoundRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport resume}: goes on with a run that was cut, and never begins one. */
@Command(
        name = "resume",
        description = {
            "Goes on with a run that was stopped, failed or was killed, where it was.",
            "",
            "\"run\" goes on as well, but begins a new run when there is none to go on with;"
                    + " \"resume\" never does. It needs the job file, since no secret is kept.",
            "A job with isIncremental=true goes on with its rounds.",
            ""
        },
        footer = {
            "",
            "Exit status: that of \"run\"; 2 when there is nothing to resume.",
            "",
            "Examples:",
            "  ossimport resume conf/local_job.cfg",
            "  ossimport resume job.cfg srcPrefix=photos/2019/ --json"
        })
public final class ResumeCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobFileArguments arguments = new JobFileArguments();

    @Mixin private EveryOption every = new EveryOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        arguments.add(every.asValues());
        JobFile jobFile = arguments.readMigration(talk, "resume");
        RoundRules rounds = jobFile.rounds();
        if (rounds != null) {
            return arguments.roundsRunner(talk).resume(jobFile.job(), rounds).status();
        }
        ExitCode run = arguments.runner(talk, jobFile.job()).resume(jobFile.job());
        return VerifyRunner.afterRun(talk, jobFile, run).status();
    }
}
