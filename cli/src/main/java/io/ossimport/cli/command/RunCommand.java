package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.RoundRules;
import io.ossimport.transfer.verify.Sample;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "  ossimport run job.cfg importSince=auto     what came since the last run",
            "  ossimport run job.cfg --every 1h           goes on by itself until it is stopped",
            "  ossimport run job.cfg --json | tail -n 1 | jq .failed"
        })
public final class RunCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobFileArguments arguments = new JobFileArguments();

    @Mixin private EveryOption every = new EveryOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        arguments.add(every.asValues());
        JobFile jobFile = arguments.read(talk);
        if (jobFile.job().type() == JobType.VERIFY) {
            return new VerifyRunner(talk, Sample.NONE).run(jobFile).status();
        }
        RoundRules rounds = jobFile.rounds();
        if (rounds != null) {
            return arguments.roundsRunner(talk).run(jobFile.job(), rounds).status();
        }
        ExitCode run = arguments.runner(talk, jobFile.job()).run(jobFile.job());
        return VerifyRunner.afterRun(talk, jobFile, run).status();
    }
}
