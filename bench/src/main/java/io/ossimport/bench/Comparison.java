package io.ossimport.bench;

import io.ossimport.bench.MeasuredProcess.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Runs tools one after another against the same stand-ins, round by round, and keeps what each run
 * cost.
 */
final class Comparison {

    /**
     * One run of one tool.
     *
     * @param requests that the source and both destinations saw
     */
    record Run(Tool tool, Cost cost, long requests, long bytesRead) {}

    private final RunBench.Settings settings;
    private final Clouds clouds;
    private final List<Tool> tools = new ArrayList<>();
    private Runnable restore;

    /** Compares OssImport, to both kinds of destination, with the peer when there is one. */
    Comparison(RunBench.Settings settings, Clouds clouds) {
        this.settings = settings;
        this.clouds = clouds;
        this.restore = clouds::emptyDestinations;
        Path folder = settings.folder().resolve("job");
        tools.add(Tool.ossimport(settings.launcher(), folder, clouds, clouds.oss()));
        tools.add(Tool.ossimport(settings.launcher(), folder, clouds, clouds.s3()));
        if (settings.rclone() != null) {
            tools.add(Tool.rclone(settings.rclone(), clouds));
        }
    }

    /** Adds one more tool. */
    Comparison with(Tool tool) {
        tools.add(tool);
        return this;
    }

    /** Brings the destinations back to what each tool shall find, where that is not nothing. */
    Comparison restoredBy(Runnable restore) {
        this.restore = restore;
        return this;
    }

    /**
     * Every tool once a round; the rounds interleave, so that a slow minute of the machine meets
     * all of them.
     */
    void run(LongSupplier counter, Consumer<Run> print) throws IOException, InterruptedException {
        for (int round = 0; round < settings.runs(); round++) {
            for (Tool tool : tools) {
                clouds.reset();
                Path folder = settings.folder().resolve("job");
                Path log = settings.folder().resolve("output.txt");
                System.err.println("running " + tool.name() + ", round " + (round + 1));
                Cost cost = MeasuredProcess.run(tool.command(), tool.environment(), log, counter);
                if (cost.exitStatus() != 0) {
                    throw new IOException(
                            tool.name()
                                    + " ended with status "
                                    + cost.exitStatus()
                                    + ":\n"
                                    + Files.readString(log));
                }
                print.accept(
                        new Run(
                                tool,
                                cost,
                                clouds.source().requests().total()
                                        + clouds.s3().requests().total()
                                        + clouds.oss().requests().total(),
                                clouds.source().requests().bytesRead()));
                restore.run();
                deleteTree(folder);
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
