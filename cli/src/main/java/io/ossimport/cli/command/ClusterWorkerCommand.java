package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.Talk;
import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.engine.cluster.ClusterProcess;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster worker}: is a worker of a cluster until it is stopped. */
@Command(
        name = "worker",
        description = {
            "Is a worker of a cluster, in the foreground, until it is stopped (Ctrl-C).",
            "",
            "It may come and go while a job runs: what it was at is done again by the others. It waits"
                    + " for its master when that is not there.",
            ""
        })
public final class ClusterWorkerCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private WorkingFolder workingFolder = new WorkingFolder();

    @Option(
            names = "--master",
            required = true,
            paramLabel = "HOST:PORT",
            converter = ClusterWord.class,
            description = "The master's address, as the master has said it.")
    private ClusterAddress master = new ClusterAddress("127.0.0.1", ClusterAddress.DEFAULT_PORT);

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Where the others reach it, and where it listens. Default: the address from which"
                            + " it reaches the master.")
    private @Nullable String host;

    @Option(
            names = "--movers",
            paramLabel = "N",
            description = "How many movers it has. Default: ${DEFAULT-VALUE}.")
    private int movers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        ClusterFolder folder = ClusterFolder.of(workingFolder.absolute());
        String address = host == null ? addressTowards(master) : host;
        String name = "worker-" + address + "-" + ProcessHandle.current().pid();
        try (LogFile log = LogFile.open(folder.log(name))) {
            talk.say("Worker " + address + " of the cluster " + master + ".");
            talk.say("  log       " + log.file());
            return ClusterProcess.worker(
                    master, folder.key(), address, movers, ClusterFolder.scratch());
        } catch (IOException e) {
            throw new Failure(ExitCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        }
    }

    // Nothing is sent: a datagram socket is only told whom it would send to, and so from where.
    private static String addressTowards(ClusterAddress master)
            throws SocketException, UnknownHostException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getByName(master.host()), master.port());
            return socket.getLocalAddress().getHostAddress();
        }
    }
}
