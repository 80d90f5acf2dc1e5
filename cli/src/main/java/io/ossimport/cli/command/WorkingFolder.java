package io.ossimport.cli.command;

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
        return isGiven() ? Path.of(folder).toAbsolutePath().normalize().toString() : byDefault();
    }

    /** {@code $OSSIMPORT_HOME}, or {@code ~/.ossimport}. */
    static String byDefault() {
        String home = System.getenv("OSSIMPORT_HOME");
        Path path =
                home == null || home.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".ossimport")
                        : Path.of(home);
        return path.toAbsolutePath().normalize().toString();
    }
}
