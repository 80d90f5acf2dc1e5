package io.ossimport.cli.cluster;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.transfer.report.JobFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machines of a cluster and how they are reached: a {@code conf} folder of OssImport. */
public record Machines(Hosts hosts, SystemFile system) {

    /**
     * Reads {@code workers} and {@code sys.properties}.
     *
     * @throws InvalidConfigException with all mistakes of both
     */
    public static Machines read(Path conf) throws InvalidConfigException {
        List<String> mistakes = new ArrayList<>();
        Machines machines =
                new Machines(
                        Hosts.read(conf.resolve("workers"), mistakes),
                        SystemFile.read(conf.resolve("sys.properties"), mistakes));
        ConfFile.throwIfAny(mistakes);
        return machines;
    }

    /** Where the master listens. */
    public ClusterAddress master() {
        return hosts.master();
    }

    /** The one that has the master. */
    public String masterHost() {
        return hosts.all().get(0);
    }

    /** All of them, the master's first. */
    public List<String> all() {
        return hosts.all();
    }

    /** The folder that all of them share. */
    public String workingDir() {
        return system.workingDir();
    }

    /** Where a machine keeps which of our processes run on it, and what they said. */
    String folderOf(String host) {
        return workingDir() + "/cluster/" + host;
    }

    /** The deployed program, as the words of a command. */
    List<String> program() {
        String launcher = workingDir() + "/package/ossimport";
        return system.heap().isEmpty()
                ? List.of(launcher)
                : List.of("env", "OSSIMPORT_JAVA_OPTS=-Xmx" + system.heap(), launcher);
    }

    /** The folder of a job. */
    public String jobFolder(String job) {
        return JobFolder.of(Path.of(workingDir()), job).path().toString();
    }

    /** The file from which all of them read a job that they were given. */
    public String jobFile(String job) {
        return workingDir() + "/conf/" + job + ".cfg";
    }

    /** What is to be known about what the files say. */
    public List<String> warnings() {
        if (system.password().isEmpty()) {
            return List.of();
        }
        return List.of(
                system.keyFile().isEmpty()
                        ? "workerPassword lets whoever reads sys.properties into all machines. A key"
                                + " is safer: ssh-copy-id to each, name it as privateKeyFile, and"
                                + " leave workerPassword empty."
                        : "privateKeyFile goes before workerPassword, which is not used; leave it"
                                + " empty.");
    }
}
