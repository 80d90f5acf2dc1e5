package io.ossimport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs a command as a process of its own and measures the whole of it by the kernel's books: CPU of
 * all its threads, user and system, and its largest resident memory. A counter of the caller's
 * (objects that arrived, bytes) is read at the same moments, so that rates can leave out the start.
 */
final class MeasuredProcess {

    /**
     * Linux counts CPU in hundredths of a second for user space, whatever the kernel's own tick is
     * (man 5 proc).
     */
    private static final double TICKS_PER_SECOND = 100;

    private static final Duration SAMPLE_EVERY = Duration.ofMillis(100);

    /**
     * One reading.
     *
     * @param wallSeconds since the start
     * @param cpuSeconds user and system, of all threads, since the start
     * @param count the caller's counter
     * @param memoryKib the resident set
     */
    record Sample(double wallSeconds, double cpuSeconds, long count, long memoryKib) {}

    /**
     * What a run cost.
     *
     * @param exitStatus of the command
     * @param peakMemoryKib the largest resident set
     * @param samples in order of time; the last one was taken just before the end
     */
    record Cost(int exitStatus, long peakMemoryKib, List<Sample> samples) {

        Sample last() {
            return samples.get(samples.size() - 1);
        }

        /** Counted a CPU second, leaving out all before {@code skipSeconds} of wall time. */
        double countPerCpuSecond(double skipSeconds) {
            Sample from = firstAfter(skipSeconds);
            return (last().count() - from.count()) / (last().cpuSeconds() - from.cpuSeconds());
        }

        /**
         * Counted a second of wall time, leaving out all before {@code skipSeconds} and after the
         * count came to its end.
         */
        double countPerSecond(double skipSeconds) {
            Sample from = firstAfter(skipSeconds);
            Sample to =
                    samples.stream()
                            .filter(sample -> sample.count() == last().count())
                            .findFirst()
                            .orElseThrow();
            return (to.count() - from.count()) / (to.wallSeconds() - from.wallSeconds());
        }

        private Sample firstAfter(double skipSeconds) {
            return samples.stream()
                    .filter(sample -> sample.wallSeconds() >= skipSeconds)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "the run ended within "
                                                    + skipSeconds
                                                    + " s: take more objects"));
        }
    }

    private MeasuredProcess() {}

    /** Runs {@code command} to its end; its output goes to {@code log}. */
    static Cost run(
            List<String> command, Map<String, String> environment, Path log, LongSupplier counter)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        List<Sample> samples = new ArrayList<>();
        samples.add(new Sample(0, 0, counter.getAsLong(), 0));
        long peakKib = 0;
        do {
            try {
                double cpu = cpuSeconds(process.pid());
                samples.add(
                        new Sample(
                                (System.nanoTime() - start) / 1e9,
                                cpu,
                                counter.getAsLong(),
                                memoryKib(process.pid(), "VmRSS:")));
                peakKib = Math.max(peakKib, memoryKib(process.pid(), "VmHWM:"));
            } catch (NoSuchFileException ended) {
                break;
            }
        } while (!process.waitFor(
                SAMPLE_EVERY.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
        return new Cost(process.waitFor(), peakKib, List.copyOf(samples));
    }

    // proc(5): fields 14 and 15 of /proc/PID/stat; the name in field 2 can hold blanks and brackets
    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long memoryKib(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
