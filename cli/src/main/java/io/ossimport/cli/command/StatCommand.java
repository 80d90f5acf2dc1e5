package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport stat}: where the newest run of a job is. */
@Command(
        name = "stat",
        description = {
            "Says where a job's newest run is: running, cut short, or how it ended.",
            "Asks no store and disturbs nothing; what a running job says is about a second old.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport stat local_test",
            "  ossimport stat conf/local_job.cfg --json"
        })
public final class StatCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        NewestRun.tell(talk, job.folder());
        return ExitCode.DONE.status();
    }
}
