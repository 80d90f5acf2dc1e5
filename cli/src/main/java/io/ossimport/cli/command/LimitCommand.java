package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.LimitText;
import io.ossimport.cli.show.Talk;
import io.ossimport.engine.RunningJob;
import io.ossimport.transfer.limit.LimitRule;
import io.ossimport.transfer.limit.LimitRules;
import io.ossimport.transfer.limit.LimitWindow;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ossimport limit}: limits a job, also while it runs. */
@Command(
        name = "limit",
        description = {
            "Limits how fast a job may be, also while it runs: in force within two seconds, for the"
                    + " whole job, and for its later runs until it is changed again.",
            "",
            "What is not given stays as it is. With --from and --to the limits hold at those times"
                    + " of each day only, by the clock of this machine, and go before those that"
                    + " always hold. Without options it says what is set.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when it is set, 2 on bad usage, 3 when there is no such job.",
            "",
            "Examples:",
            "  ossimport limit photos --bandwidth 400MB/s",
            "  ossimport limit photos --bandwidth 50MB/s --from 09:00 --to 19:00",
            "  ossimport limit photos --requests 2000 --in-flight 64",
            "  ossimport limit photos --bandwidth off",
            "  ossimport limit photos --clear"
        })
public final class LimitCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Option(
            names = "--bandwidth",
            paramLabel = "RATE",
            converter = BandwidthWord.class,
            description =
                    "How many bytes a second are read from the source at most: 400MB/s, 50MiB/s,"
                            + " 1.5Gbit/s; off for no limit, whatever the job file says.")
    private @Nullable Long bandwidth;

    @Option(
            names = "--requests",
            paramLabel = "N",
            converter = AmountWord.class,
            description = "How many requests a second go to each of the two stores, or off.")
    private @Nullable Integer requests;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            converter = AmountWord.class,
            description =
                    "How many objects and parts the job copies at once, or off; never more than its"
                            + " movers may have.")
    private @Nullable Integer inFlight;

    @Option(
            names = "--from",
            paramLabel = "HH:MM",
            converter = TimeOfDayWord.class,
            description = "When these limits begin to hold, each day.")
    private @Nullable LocalTime from;

    @Option(
            names = "--to",
            paramLabel = "HH:MM",
            converter = TimeOfDayWord.class,
            description = "When they hold no longer; earlier than --from means the next day.")
    private @Nullable LocalTime to;

    @Option(
            names = "--clear",
            description = "Takes back all that was set, so that the job file alone counts again.")
    private boolean clear;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        LimitRule rule =
                new LimitRule(bandwidth, requests == null ? null : requests.longValue(), inFlight);
        requireSensible(rule);
        JobFolder folder = job.folderToBe();
        if (clear) {
            folder.removeLimits();
        } else if (!rule.equals(LimitRule.NOTHING)) {
            folder.writeLimits(changed(JobLimits.read(folder), rule));
        }
        tell(talk, folder);
        return ExitCode.DONE.status();
    }

    private void requireSensible(LimitRule rule) {
        boolean isWindow = from != null || to != null;
        if (isWindow && (from == null || to == null)) {
            throw refused("--from and --to belong together.");
        }
        if (from != null && from.equals(to)) {
            throw refused("From " + from + " to " + to + " is no time at all.");
        }
        boolean isEmpty = rule.equals(LimitRule.NOTHING);
        if (isWindow && isEmpty) {
            throw refused("Say what holds from " + from + " to " + to + ", such as --bandwidth.");
        }
        if (clear && (isWindow || !isEmpty)) {
            throw refused("--clear takes everything back; give it alone.");
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private LimitRules changed(LimitRules rules, LimitRule rule) {
        return from == null || to == null
                ? rules.with(rule)
                : rules.with(new LimitWindow(from.toString(), to.toString(), rule));
    }

    private void tell(Talk talk, JobFolder folder) throws IOException {
        LimitRules rules = JobLimits.read(folder);
        String name = String.valueOf(folder.path().getFileName());
        Limits settings =
                folder.readJob().map(record -> Limits.of(record.spec().copy())).orElse(Limits.NONE);
        Limits now = rules.at(Instant.now(), settings);
        boolean isRunning = RunningJob.of(folder).isPresent();
        talk.json(LimitText.json(name, rules, isRunning ? now : null));
        List<String> lines = LimitText.lines(rules);
        talk.result("Job " + name + (lines.isEmpty() ? ": nothing is set" : ""));
        lines.forEach(line -> talk.result("  " + line));
        talk.result(
                isRunning
                        ? "  in force now      " + LimitText.text(now)
                        : "  The job is not running; it keeps to this when it does.");
    }
}
