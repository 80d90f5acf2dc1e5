package io.ossimport.cli.command;

import io.ossimport.core.config.WorkingDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the state, the lists and the logs of jobs lie. */
final class WorkingFolder {

    @Option(
            names = "--working-dir",
            paramLabel = "FOLDER",
            description =
                    "Where jobs keep their state, lists and logs. Default: $OSSIMPORT_HOME, or"
                            + " ~/.ossimport.")
    private String folder = "";

    boolean isGiven() {
        return !folder.isEmpty();
    }

    /** The folder as an absolute path. */
    String absolute() {
        Path path =
                isGiven()
                        ? Path.of(folder).toAbsolutePath().normalize()
                        : WorkingDirectory.byDefault();
        return path.toString();
    }
}
