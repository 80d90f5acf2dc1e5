package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.InputList;
import io.ossimport.core.job.RoundRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lets a job go on by itself. */
final class EveryOption {

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = DurationWord.class,
            description =
                    "Go on by itself until it is stopped: a round every 15m, 1h, 1d … that takes what"
                            + " is new or has changed.")
    private @Nullable Duration every;

    /** The same as values of a job file; none when it was not given. */
    List<String> asValues() {
        return every == null
                ? List.of()
                : List.of("isIncremental=true", "incrementalModeInterval=" + every.toSeconds());
    }

    /** The same as rules; null when it was not given. */
    @Nullable RoundRules rules(InputList list, Duration slack) throws InvalidConfigException {
        if (every == null) {
            return null;
        }
        if (every.isZero()) {
            throw new InvalidConfigException("--every is 0; a second is the least.");
        }
        if (list.given() && !list.isScan()) {
            throw new InvalidConfigException(
                    "--every does not go with --input-list: a list names its objects once. Run the"
                            + " command again for those of another list.");
        }
        return new RoundRules(every, slack);
    }
}
