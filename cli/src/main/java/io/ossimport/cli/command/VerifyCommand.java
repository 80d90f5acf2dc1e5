package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.job.JobSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private JobFileArguments arguments = new JobFileArguments();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobSpec job = arguments.read(talk).job();
        return new VerifyRunner(talk).run(job).status();
    }
}
