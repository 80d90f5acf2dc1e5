package io.ossimport.cli.cluster;

import io.ossimport.engine.cluster.ClusterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts the package, its settings and the cluster's key into the working folder. All machines see
 * that, so each file travels once, however many there are.
 */
public final class Deployment {

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String UNPACK = "tar --no-same-owner --no-same-permissions -xf -";

    private final Machines machines;
    private final Ssh ssh;

    public Deployment(Machines machines, Ssh ssh) {
        this.machines = machines;
        this.ssh = ssh;
    }

    /**
     * Copies everything.
     *
     * @param master of the machine through which it goes
     * @throws IOException saying what could not be copied
     */
    public void copy(HostReport master) throws IOException, InterruptedException {
        PackageFiles files = PackageFiles.ofThisProgram();
        require("the package", send(files.home(), files.names(), unpackPackage()));
        require("sys.properties", write("sys.properties", machines.system().text()));
        require("workers", write("workers", workers()));
        if (!master.hasKey()) {
            copyKey();
        }
    }

    // Half a package never has the name of a whole one.
    private String unpackPackage() {
        return String.join(
                " && ",
                "umask 077",
                "cd " + Ssh.quoted(machines.workingDir()),
                "rm -rf package.new package.old",
                "mkdir package.new",
                "(cd package.new && " + UNPACK + ")",
                "(test ! -e package || mv package package.old)",
                "mv package.new package",
                "rm -rf package.old");
    }

    private String workers() {
        String others =
                machines.all().stream().skip(1).collect(Collectors.joining("\n", "\n", "\n"));
        return machines.master() + others;
    }

    private Answer write(String name, String text) throws InterruptedException {
        return ssh.write(
                machines.masterHost(), machines.workingDir() + "/conf/" + name, text, LIMIT);
    }

    private void copyKey() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ossimport-key");
        List<String> names = List.of("cluster.p12", "cluster.password");
        folder.toFile().deleteOnExit(); // after its files, also when this process is interrupted
        names.forEach(name -> folder.resolve(name).toFile().deleteOnExit());
        try {
            new ClusterKey(folder).make();
            String keys = Ssh.quoted(machines.workingDir() + "/cluster");
            require(
                    "the key",
                    send(folder.toString(), names, "umask 077 && cd " + keys + " && " + UNPACK));
        } finally {
            for (String name : names) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        }
    }

    private Answer send(String folder, List<String> names, String command)
            throws InterruptedException {
        return ssh.send(machines.masterHost(), folder, names, command, LIMIT);
    }

    private void require(String what, Answer answer) throws IOException {
        if (!answer.isFine()) {
            throw new IOException(
                    "Could not copy "
                            + what
                            + " to "
                            + machines.masterHost()
                            + ": "
                            + answer.why());
        }
    }
}
