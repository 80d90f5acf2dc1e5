package io.ossimport.cli.command;

import io.ossimport.engine.cluster.ClusterKey;
import java.nio.file.Path;

/** What a cluster keeps in the working folder, {@code cluster/}: its key, and logs. */
record ClusterFolder(Path path) {

    static ClusterFolder of(String workingDirectory) {
        return new ClusterFolder(Path.of(workingDirectory, "cluster"));
    }

    ClusterKey key() {
        return new ClusterKey(path);
    }

    Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    /** Where this process keeps files that are of no use once it has ended; on this machine. */
    static Path scratch() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "ossimport-cluster-" + ProcessHandle.current().pid());
    }
}
