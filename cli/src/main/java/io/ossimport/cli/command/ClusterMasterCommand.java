package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.Talk;
import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.engine.cluster.ClusterProcess;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster master}: is the master of a cluster until it is stopped. */
@Command(
        name = "master",
        description = {
            "Is the master of a cluster, in the foreground, until it is stopped (Ctrl-C).",
            "",
            "It listens on three ports of one address: PORT, PORT + 1 and PORT + 2.",
            ""
        })
public final class ClusterMasterCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Where workers reach it, and where it listens. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The first of three ports. Default: ${DEFAULT-VALUE}.")
    private int port = ClusterAddress.DEFAULT_PORT;

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        ClusterFolder folder = ClusterFolder.of(workingFolder.absolute());
        ClusterAddress address = new ClusterAddress(host, port);
        try (LogFile log = LogFile.open(folder.log("master-" + host))) {
            talk.say("Master of the cluster " + address + ". On each worker:");
            talk.say(
                    "  ossimport cluster worker --master "
                            + address
                            + " --working-dir "
                            + workingFolder.absolute());
            talk.say("  log       " + log.file());
            return ClusterProcess.master(address, folder.key(), ClusterFolder.scratch());
        } catch (IOException e) {
            throw new Failure(ExitCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        }
    }
}
