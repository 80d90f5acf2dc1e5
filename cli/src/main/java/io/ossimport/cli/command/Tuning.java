package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.CopySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that change how fast a job copies, not what. */
final class Tuning {

    private static final int MAX_MOVERS = 64;
    private static final int MAX_IN_FLIGHT = 4096;

    @Option(
            names = "--movers",
            paramLabel = "N",
            description =
                    "How many parts of the bucket are worked on at once. Default: ${DEFAULT-VALUE}.")
    private int movers = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "How many objects or parts each mover copies at once. Default: 64.")
    private @Nullable Integer inFlight;

    int movers() throws InvalidConfigException {
        return within("--movers", movers, MAX_MOVERS);
    }

    CopySettings applyTo(CopySettings settings) throws InvalidConfigException {
        if (inFlight == null) {
            return settings;
        }
        return new CopySettings(
                settings.multipartThresholdBytes(),
                settings.partSizeBytes(),
                within("--in-flight", inFlight, MAX_IN_FLIGHT),
                settings.bytesInFlight(),
                settings.attempts(),
                settings.metadataPolicy(),
                settings.bandwidthBytesPerSecond());
    }

    private static int within(String option, int value, int most) throws InvalidConfigException {
        if (value < 1 || value > most) {
            throw new InvalidConfigException(
                    option + " is " + value + "; it can be 1 to " + most + ".");
        }
        return value;
    }
}
