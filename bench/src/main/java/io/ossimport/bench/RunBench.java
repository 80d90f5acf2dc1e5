package io.ossimport.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the benchmarks: {@code RunBench QUESTION [--rclone PROGRAM] [--launcher PROGRAM] [--objects
 * N] [--runs N]}, where QUESTION is {@code small}, {@code large}, {@code requests}, {@code quota},
 * {@code parse}, {@code scan}, {@code list}, {@code limit} or {@code changed}. Prints a table;
 * progress goes to stderr.
 */
public final class RunBench {

    /**
     * What to run.
     *
     * @param rclone the program to compare with, or null to leave it out
     * @param objects how many, or 0 for what the question needs
     * @param runs how often each tool runs; every run is printed
     * @param tls whether to run over TLS: one or both
     */
    record Settings(
            Path launcher,
            @Nullable Path rclone,
            long objects,
            int runs,
            List<Boolean> tls,
            Path folder) {}

    private RunBench() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        if (words.isEmpty()) {
            System.err.println(
                    "usage: RunBench small|large|requests|quota|parse|scan|list|limit|changed [--rclone PROGRAM] [--launcher PROGRAM]"
                            + " [--objects N] [--runs N] [--only plain|tls]");
            System.exit(2);
        }
        String question = words.remove(0);
        @Nullable String rclone = option(words, "--rclone");
        @Nullable String launcher = option(words, "--launcher");
        @Nullable String objects = option(words, "--objects");
        @Nullable String runs = option(words, "--runs");
        @Nullable String only = option(words, "--only");
        Settings settings =
                new Settings(
                        Path.of(launcher == null ? "./ossimport" : launcher).toAbsolutePath(),
                        rclone == null ? null : Path.of(rclone),
                        objects == null ? 0 : Long.parseLong(objects),
                        runs == null ? 1 : Integer.parseInt(runs),
                        only == null ? List.of(false, true) : List.of(only.equals("tls")),
                        Files.createTempDirectory("ossimport-bench"));
        switch (question) {
            case "small" -> SmallObjects.run(settings);
            case "large" -> LargeObjects.run(settings);
            case "requests" -> RequestsPerObject.run(settings);
            case "quota" -> HeldQuota.run(settings);
            case "parse" -> ParsedPages.run(settings);
            case "scan" -> ScanSpeedUp.run(settings);
            case "list" -> ListedKeys.run(settings);
            case "limit" -> LiveBandwidth.run(settings);
            case "changed" -> ChangedObjects.run(settings);
            default -> {
                System.err.println("There is no question \"" + question + "\".");
                System.exit(2);
            }
        }
    }

    private static @Nullable String option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0 || at + 1 >= words.size()) {
            return null;
        }
        words.remove(at);
        return words.remove(at);
    }
}
