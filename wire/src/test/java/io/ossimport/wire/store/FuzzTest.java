package io.ossimport.wire.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gives the parsers of what servers send bytes that no server should: those under {@code
 * src/test/resources/fuzz}, and then for half a minute each those that Jazzer makes of them. Jazzer
 * runs in a process with 256 MiB, so that a full heap or stack is a finding, and so is an input
 * that takes 25 seconds. What it finds is in {@code target/fuzz}; its home is with the others once
 * it is mended.
 */
class FuzzTest {

    private static final int FUZZ_SECONDS = Integer.getInteger("ossimport.test.fuzzSeconds", 30);
    // The same each time, so that a build judges the change and not its luck; others to hunt.
    private static final int SEED = Integer.getInteger("ossimport.test.fuzzSeed", 1);
    private static final String INPUT = System.getProperty("ossimport.test.input", "");

    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");
    private static final Path FOUND = Path.of("target", "fuzz");
    private static final int FINDING = 77; // Jazzer's exit status
    private static final Pattern PROGRESS = Pattern.compile("(?m)^(?:#\\d|INFO: ).*\\R");
    private static final Pattern EXECUTED =
            Pattern.compile("stat::number_of_executed_units: (\\d+)");

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void keptInputsHold(FuzzTarget target) throws IOException {
        for (Path input : INPUT.isEmpty() ? kept() : List.of(Path.of(INPUT))) {
            byte[] bytes = Files.readAllBytes(input);
            assertThatCode(() -> target.check(bytes))
                    .as("%s of %s", target, input)
                    .doesNotThrowAnyException();
        }
    }

    private static List<Path> kept() throws IOException {
        try (Stream<Path> inputs = Files.walk(KEPT)) {
            return inputs.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void nothingNewIsFound() throws Exception {
        ExecutorService twoAtOnce = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Fuzzed>> all = new ArrayList<>();
            for (FuzzTarget target : FuzzTarget.values()) {
                all.add(() -> fuzz(target.name(), FuzzMain.class, target.name(), target.folder));
            }
            for (Future<Fuzzed> each : twoAtOnce.invokeAll(all)) {
                Fuzzed fuzzed = each.get();
                assertThat(fuzzed.status).as(fuzzed.finding()).isZero();
                assertThat(fuzzed.inputs).as(fuzzed.finding()).isGreaterThan(100L * FUZZ_SECONDS);
            }
        } finally {
            twoAtOnce.shutdownNow();
        }
    }

    @Test
    void aMistakeIsFound() throws Exception {
        Fuzzed fuzzed = fuzz("MISTAKE", FuzzMistake.class, "", "texts");
        assertThat(fuzzed.output).contains("shorter when decoded");
        assertThat(fuzzed.status).as(fuzzed.output).isEqualTo(FINDING);
    }

    /**
     * What a run of Jazzer came to.
     *
     * @param status 0 when nothing was found
     * @param inputs how many were tried
     */
    private record Fuzzed(int status, long inputs, String output) {

        /** The output without the lines that tell of its progress. */
        String finding() {
            return PROGRESS.matcher(output).replaceAll("");
        }
    }

    private static Fuzzed fuzz(String name, Class<?> main, String argument, String kept)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(FOUND.resolve(name));
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("jazzer.log");
        Process jazzer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1", // in half a minute more is a loss
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + main.getName(),
                                "--target_args=" + argument,
                                "--instrumentation_includes=io.ossimport.**",
                                "--custom_hook_includes=io.ossimport.**",
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                "-dict=" + KEPT.resolve("words.dict"),
                                "-max_total_time=" + FUZZ_SECONDS,
                                "-seed=" + SEED,
                                "-max_len=4096",
                                "-timeout=25",
                                "-print_final_stats=1",
                                corpus.toString(),
                                KEPT.resolve(kept).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            boolean ended = jazzer.waitFor(FUZZ_SECONDS + 180, SECONDS);
            String output = Files.readString(log);
            Matcher executed = EXECUTED.matcher(output);
            return new Fuzzed(
                    ended ? jazzer.exitValue() : -1,
                    executed.find() ? Long.parseLong(executed.group(1)) : 0,
                    output);
        } finally {
            jazzer.destroyForcibly();
        }
    }
}
