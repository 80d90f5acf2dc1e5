package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.CopySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that change how a job copies, not what. */
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

    @Option(
            names = "--no-count-ahead",
            description =
                    "Do not list the source a second time to tell how much is left. Otherwise a run"
                            + " that lasts does, with about one request for a thousand objects.")
    private boolean noCountAhead;

    int movers() throws InvalidConfigException {
        return within("--movers", movers, MAX_MOVERS);
    }

    CopySettings applyTo(CopySettings settings) throws InvalidConfigException {
        int transfers =
                inFlight == null
                        ? settings.transfersInFlight()
                        : within("--in-flight", inFlight, MAX_IN_FLIGHT);
        return new CopySettings(
                settings.multipartThresholdBytes(),
                settings.partSizeBytes(),
                transfers,
                settings.bytesInFlight(),
                settings.attempts(),
                settings.metadataPolicy(),
                settings.bandwidthBytesPerSecond(),
                !noCountAhead);
    }

    private static int within(String option, int value, int most) throws InvalidConfigException {
        if (value < 1 || value > most) {
            throw new InvalidConfigException(
                    option + " is " + value + "; it can be 1 to " + most + ".");
        }
        return value;
    }
}
