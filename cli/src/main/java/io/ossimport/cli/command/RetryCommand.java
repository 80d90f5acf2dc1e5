package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport retry}: tries what failed in the last run again. */
@Command(
        name = "retry",
        description = {
            "Tries the objects again that failed in the last run, and no others, as a new run.",
            "",
            "Reads the failed list of that run, so nothing is listed anew: an object that came to the"
                    + " source since then is left to \"run\". What has changed since then is copied in"
                    + " its new version.",
            ""
        },
        footer = {
            "",
            "Exit status: that of \"run\"; 2 when nothing failed, or the last run was cut.",
            "",
            "Examples:",
            "  ossimport retry conf/local_job.cfg",
            "  ossimport retry job.cfg srcPrefix=photos/2019/ --json"
        })
public final class RetryCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobFileArguments arguments = new JobFileArguments();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFile jobFile = arguments.readMigration(talk, "retry");
        ExitCode run = arguments.runner(talk, jobFile.job()).retry(jobFile.job());
        return VerifyRunner.afterRun(talk, jobFile, run).status();
    }
}
