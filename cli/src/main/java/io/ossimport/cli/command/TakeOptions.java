package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.TakeRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Options that choose objects by time, name, size and storage class. */
final class TakeOptions {

    private static final Duration LONGEST_SLACK = Duration.ofDays(3650);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = SinceWord.class,
            description =
                    "Only objects modified at or after this time: 2024-01-31, 2024-01-31T09:00Z,"
                            + " seconds since 1970, or \"auto\": from where the last run of this job"
                            + " left off.")
    private OptionalLong sinceMillis = OptionalLong.of(TakeRules.ALL.sinceMillis());

    @Option(
            names = "--since-slack",
            paramLabel = "SECONDS",
            description =
                    "With --since auto: how long before the last run's start to begin, where the"
                            + " source's open multipart uploads could not be listed. Default: 7"
                            + " days.")
    private long slackSeconds = TakeRules.DEFAULT_SLACK.toSeconds();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeWord.class,
            description = "Only objects modified at or before this time.")
    private long untilMillis = TakeRules.ALL.untilMillis();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            converter = GlobWord.class,
            description =
                    "Only objects whose names match: *.jpg, 2019/**, {a,b}/*. Can be given several"
                            + " times.")
    private List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            converter = GlobWord.class,
            description = "No objects whose names match.")
    private List<String> exclude = List.of();

    @Option(
            names = "--include-regex",
            paramLabel = "REGEX",
            converter = RegexWord.class,
            description = "As --include, found anywhere in the name.")
    private List<String> includeRegex = List.of();

    @Option(
            names = "--exclude-regex",
            paramLabel = "REGEX",
            converter = RegexWord.class,
            description = "As --exclude, found anywhere in the name.")
    private List<String> excludeRegex = List.of();

    @Option(
            names = "--min-size",
            paramLabel = "SIZE",
            converter = SizeWord.class,
            description = "Only objects of this size or more: 500k, 50m, 5g.")
    private long minBytes = FilterSpec.NONE.minBytes();

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            converter = SizeWord.class,
            description = "Only objects of this size or less.")
    private long maxBytes = FilterSpec.NONE.maxBytes();

    @Option(
            names = "--storage-class",
            paramLabel = "CLASS",
            description = "Only objects of this class, as the source names it: STANDARD.")
    private List<String> storageClasses = List.of();

    @Option(
            names = "--follow-links",
            description = "Take symbolic links to files of a local source as the files.")
    private boolean followLinks;

    boolean followsLinks() {
        return followLinks;
    }

    TakeRules rules() throws InvalidConfigException {
        if (maxBytes < minBytes) {
            throw new InvalidConfigException(
                    "--max-size is less than --min-size, so that nothing is taken.");
        }
        FilterSpec filter =
                new FilterSpec(
                        include,
                        exclude,
                        includeRegex,
                        excludeRegex,
                        minBytes,
                        maxBytes,
                        storageClasses.stream()
                                .map(word -> word.toUpperCase(Locale.ROOT))
                                .toList());
        TakeRules rules = new TakeRules(sinceMillis.orElse(0), untilMillis, followLinks, filter);
        return sinceMillis.isPresent() ? rules : rules.sinceEarlierRuns(slack().toMillis());
    }

    /** How much earlier than an earlier run's start one begins that finds its time by itself. */
    Duration slack() throws InvalidConfigException {
        if (slackSeconds < 0 || slackSeconds > LONGEST_SLACK.toSeconds()) {
            throw new InvalidConfigException(
                    "--since-slack is "
                            + slackSeconds
                            + "; allowed: 0 to "
                            + LONGEST_SLACK.toSeconds()
                            + " seconds.");
        }
        return Duration.ofSeconds(slackSeconds);
    }
}
