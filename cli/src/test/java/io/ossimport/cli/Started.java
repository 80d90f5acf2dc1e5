package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program as a process of its own, and where its output goes. */
record Started(Process process, Path out, Path err) {

    // Checking our own bytecode and compiling it well take longer than most of these programs live.
    private static final List<String> QUICK_START =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote");

    /** Starts {@code ossimport} with these words; its output goes into files in {@code folder}. */
    static Started program(Path folder, String... words) throws IOException {
        return program(folder, List.of(), words);
    }

    /** As {@link #program(Path, String...)}, with more options of the JVM. */
    static Started program(Path folder, List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(options);
        command.addAll(ClassArchive.options());
        command.add(OssImport.class.getName());
        command.addAll(Arrays.asList(words));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new Started(process, out, err);
    }

    /** Waits for the end, and gives the exit status. */
    int end() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    /** As Ctrl-C does; but a build in the background has its children ignore SIGINT. */
    void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Everything that it printed so far. */
    String all() throws IOException {
        return Files.readString(out) + Files.readString(err);
    }

    /** Waits a minute at most. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
