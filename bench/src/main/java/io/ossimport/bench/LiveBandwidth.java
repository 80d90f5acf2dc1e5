package io.ossimport.bench;

import io.ossimport.bench.MeasuredProcess.Cost;
import io.ossimport.bench.MeasuredProcess.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How soon is a bandwidth in force that is set while three movers are at work, and how well is it
 * kept over any ten seconds?
 */
final class LiveBandwidth {

    private static final long SIZE_BYTES = 1 << 20;
    private static final int MB = 1_000_000;
    private static final List<Integer> LIMITS = List.of(60, 20, 40); // MB/s
    private static final double PHASE_SECONDS = 25;
    private static final double SETTLED_SECONDS = 2;
    private static final double WINDOW_SECONDS = 10;

    private LiveBandwidth() {}

    static void run(RunBench.Settings settings) throws Exception {
        long objects = settings.objects() == 0 ? 100_000 : settings.objects();
        Path folder = Files.createDirectories(settings.folder().resolve("limit"));
        List<Double> changes = new ArrayList<>();
        try (Clouds clouds = Clouds.start(false, objects, index -> SIZE_BYTES)) {
            Tool tool =
                    Tool.ossimport(settings.launcher(), folder, clouds, clouds.oss())
                            .with("--movers", "3");
            long begun = System.nanoTime();
            CompletableFuture<Cost> running =
                    CompletableFuture.supplyAsync(() -> measured(tool, folder, clouds));
            while (clouds.bytesArrived() == 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            for (int limit : LIMITS) {
                type(settings, folder, "limit", "bench", "--bandwidth", limit + "MB/s");
                changes.add((System.nanoTime() - begun) / 1e9);
                TimeUnit.MILLISECONDS.sleep((long) (PHASE_SECONDS * 1000));
            }
            type(settings, folder, "limit", "bench", "--bandwidth", "off");
            changes.add((System.nanoTime() - begun) / 1e9);
            TimeUnit.SECONDS.sleep(5);
            type(settings, folder, "stop", "bench");
            print(running.get().samples(), changes);
        }
    }

    private static Cost measured(Tool tool, Path folder, Clouds clouds) {
        try {
            return MeasuredProcess.run(
                    tool.command(),
                    tool.environment(),
                    folder.resolve("log"),
                    () -> clouds.source().requests().bytesRead());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void type(RunBench.Settings settings, Path folder, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(settings.launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--working-dir", folder.toString()));
        Path said = folder.resolve("said");
        int status =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IOException(command + ": " + Files.readString(said));
        }
    }

    private static void print(List<Sample> samples, List<Double> changes) {
        System.out.printf(
                Locale.ROOT,
                "%n%-10s %16s %26s%n",
                "limit",
                "in force after s",
                "of it in any ten seconds");
        for (int i = 0; i < LIMITS.size(); i++) {
            double limit = (double) LIMITS.get(i) * MB;
            double from = changes.get(i);
            double to = Math.min(from + PHASE_SECONDS, changes.get(i + 1));
            List<Double> windows = new ArrayList<>();
            for (double at = from + SETTLED_SECONDS; at + WINDOW_SECONDS <= to; at += 0.1) {
                windows.add(rate(samples, at, at + WINDOW_SECONDS) / limit);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%4d MB/s  %16.1f %17.1f%% to %.1f%%%n",
                    LIMITS.get(i),
                    inForce(samples, from, limit),
                    100 * windows.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                    100 * windows.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        }
        double off = changes.get(LIMITS.size());
        System.out.printf(
                Locale.ROOT,
                "no limit: %.0f MB/s from the second to the fourth second on%n",
                rate(samples, off + 2, off + 4) / MB);
    }

    /** When the rate of a second was within a tenth of the limit for the first time. */
    private static double inForce(List<Sample> samples, double from, double limit) {
        for (double after = 0; after < PHASE_SECONDS - 1; after += 0.1) {
            double rate = rate(samples, from + after, from + after + 1);
            if (Math.abs(rate - limit) < 0.1 * limit) {
                return after;
            }
        }
        return Double.NaN;
    }

    private static double rate(List<Sample> samples, double from, double to) {
        return (count(samples, to) - count(samples, from)) / (to - from);
    }

    // Between two samples it is taken to rise evenly.
    private static double count(List<Sample> samples, double at) {
        Sample before = samples.get(0);
        for (Sample sample : samples) {
            if (sample.wallSeconds() >= at) {
                double span = sample.wallSeconds() - before.wallSeconds();
                double part = span <= 0 ? 0 : (at - before.wallSeconds()) / span;
                return before.count() + part * (sample.count() - before.count());
            }
            before = sample;
        }
        return before.count();
    }
}
