package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.Talk;
import io.ossimport.transfer.verify.Sample;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport verify}: compares both ends of a job. */
@Command(
        name = "verify",
        description = {
            "Compares both ends of a job: which keys are there, sizes, and stored checksums.",
            "",
            "Copies nothing, and reads no object unless asked to. Where the ends keep no checksums"
                    + " that can be compared, the lists of the job's runs say what was copied."
                    + " Names each key that is not the same on both ends, and writes a row for every"
                    + " key into lists.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when both ends have the same objects, 1 when not.",
            "",
            "Examples:",
            "  ossimport verify job.cfg",
            "  ossimport verify job.cfg auditMode=detailed",
            "  ossimport verify job.cfg lastModify=1767225600",
            "  ossimport verify job.cfg --sample 1%%",
            "  ossimport verify job.cfg --full",
            "  ossimport verify job.cfg --json | jq -r 'select(.verdict==\"MISSING\").key'"
        })
public final class VerifyCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobFileArguments arguments = new JobFileArguments();

    @Mixin private SampleOptions options = new SampleOptions();

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        Sample sample = options.sample();
        return new VerifyRunner(talk, sample).run(arguments.read(talk)).status();
    }
}
