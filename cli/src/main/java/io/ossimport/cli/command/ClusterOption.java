package io.ossimport.cli.command;

import io.ossimport.engine.Engine;
import io.ossimport.engine.cluster.ClusterAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a cluster does the work, and which. */
final class ClusterOption {

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            converter = ClusterWord.class,
            description =
                    "Let the cluster of this master do the work (see \"ossimport cluster --help\"):"
                            + " as many movers as its workers have, and what joins it meanwhile.")
    private @Nullable ClusterAddress master;

    boolean isGiven() {
        return master != null;
    }

    /** The same as the user has typed it. */
    List<String> words() {
        return master == null ? List.of() : List.of("--cluster", master.toString());
    }

    /**
     * What does the work.
     *
     * @param workingDirectory of the job, where the cluster's key lies too
     */
    Engine engine(String workingDirectory) {
        return master == null
                ? Engine.HERE
                : Engine.at(master, ClusterFolder.of(workingDirectory).key());
    }
}
