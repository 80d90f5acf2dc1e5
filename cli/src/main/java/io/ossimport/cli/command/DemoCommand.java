package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.demo.DemoClouds;
import io.ossimport.cli.demo.DemoObjects;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.JobFile;
import io.ossimport.engine.Engine;
import io.ossimport.transfer.verify.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport demo}: a migration to watch, over real HTTP, without an account. */
@Command(
        name = "demo",
        description = {
            "Shows a migration: starts stand-ins for S3 and OSS on this machine, fills the one with"
                    + " files of your JDK and Maven and an object of more than 1 GiB, moves"
                    + " everything to the other, and verifies.",
            "",
            "Needs no account and no network, a minute at most, and leaves nothing running.",
            ""
        },
        footer = {"", "Examples:", "  ossimport demo", "  ossimport demo --small"})
public final class DemoCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Option(names = "--small", description = "A few dozen small objects only.")
    private boolean small;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "Where job file, lists and summary go. Default: a new folder for temporary files.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        Path home = folder();
        talk.say("Starting stand-ins for S3 and OSS on this machine, and filling the first …");
        try (DemoClouds clouds = DemoClouds.start()) {
            DemoObjects.Filled filled =
                    small
                            ? DemoObjects.fillSmall(clouds.source())
                            : DemoObjects.fill(clouds.source());
            talk.say(
                    "  "
                            + Numbers.objects(filled.objects())
                            + ", "
                            + Numbers.size(filled.bytes())
                            + ", at "
                            + clouds.sourceEndpoint());
            Path jobFile = clouds.writeJobFile(home);
            talk.say("  job file: " + jobFile);
            JobFile job = JobFile.read(jobFile, List.of("workingDir=" + home));
            ExitCode copied =
                    new JobRunner(talk, "ossimport demo", "ossimport demo", "", Engine.HERE)
                            .run(job.job());
            if (copied != ExitCode.DONE) {
                return copied.status();
            }
            talk.say("");
            ExitCode verified = new VerifyRunner(talk, Sample.NONE).run(job);
            tellRecords(talk, clouds);
            tellNext(talk, jobFile);
            return verified.status();
        }
    }

    private Path folder() throws Exception {
        return folder == null
                ? Files.createTempDirectory("ossimport-demo-")
                : Files.createDirectories(folder).toAbsolutePath().normalize();
    }

    private static void tellRecords(Talk talk, DemoClouds clouds) {
        talk.say("");
        talk.say("What the stand-ins recorded:");
        talk.say("  S3   " + clouds.sourceRecords());
        talk.say("  OSS  " + clouds.destinationRecords());
    }

    private static void tellNext(Talk talk, Path jobFile) {
        talk.say("");
        talk.say("The stand-ins are gone; job file, lists and summary stay until you remove them.");
        talk.say("Next: put your own endpoints, buckets and keys into a copy of the job file, and");
        talk.say("  cp " + Shell.quoted(jobFile.toString()) + " job.cfg");
        talk.say("  ossimport run job.cfg");
        talk.say("  ossimport verify job.cfg");
    }
}
