package io.ossimport.cli.command;

import io.ossimport.transfer.verify.Sample;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which objects are read at both ends. */
final class SampleOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--full",
            description = "Reads every object at both ends and compares the bytes.")
    private boolean full;

    @Option(
            names = "--sample",
            paramLabel = "N%",
            description =
                    "Reads so many of a hundred objects at both ends, chosen by a hash of their"
                            + " keys: 1%%, 0.1%%.")
    private String share = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Chooses the same sample as the one that named this number.")
    private @Nullable Long seed;

    Sample sample() {
        if (full) {
            if (!share.isEmpty() || seed != null) {
                throw wrong("--full reads all: leave out --sample and --seed.");
            }
            return Sample.ALL;
        }
        if (share.isEmpty()) {
            if (seed != null) {
                throw wrong("--seed chooses a sample: say how large with --sample.");
            }
            return Sample.NONE;
        }
        return new Sample(
                percent() / 100,
                seed != null ? seed : ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
    }

    private double percent() {
        if (share.matches("[0-9]{1,3}(\\.[0-9]{1,9})?%")) {
            double percent = Double.parseDouble(share.substring(0, share.length() - 1));
            if (percent > 0 && percent < 100) {
                return percent;
            }
        }
        throw wrong("--sample is \"" + share + "\"; it is a share such as 1% or 0.1%.");
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
