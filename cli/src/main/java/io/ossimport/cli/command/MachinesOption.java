package io.ossimport.cli.command;

import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.InvalidConfigException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which machines a cluster has. */
final class MachinesOption {

    @Option(
            names = "--conf",
            paramLabel = "FOLDER",
            description =
                    "Where OssImport's \"workers\" and \"sys.properties\" lie. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Path conf = Path.of("conf");

    /** Reads both files, and passes warnings about them on. */
    Machines read(Talk talk) throws InvalidConfigException {
        Machines machines = Machines.read(conf);
        machines.warnings().forEach(warning -> talk.warn("Warning: " + warning));
        return machines;
    }
}
