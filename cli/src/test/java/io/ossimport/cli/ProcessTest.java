package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, arguments, and what it leaves on the disk. */
class ProcessTest {

    @TempDir Path temp;

    private record Started(Process process, Path out, Path err) {

        int end() throws InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the process did not end");
            }
            return process.exitValue();
        }

        String all() throws IOException {
            return Files.readString(out) + Files.readString(err);
        }
    }

    @Test
    void secretsAppearNowhere() throws Exception {
        try (Clouds clouds = Clouds.start(temp)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            for (int i = 0; i < 50; i++) {
                source.put("object-" + i, new byte[i]);
            }
            Map<String, String> job = clouds.s3ToOss(source, clouds.oss.createBucket("photos-cn"));
            Path jobFile = clouds.write("canary", job);
            Started copied = start("run", jobFile.toString(), "--stacktrace");
            assertThat(commandLine(copied)).contains("canary.cfg").doesNotContain(Canary.TEXT);
            assertThat(copied.end()).as(copied.all()).isZero();

            job.put("destSecretKey", Canary.secret("Wrong"));
            clouds.write("canary", job);
            Started refused = start("run", jobFile.toString(), "--stacktrace");
            assertThat(refused.end()).isEqualTo(4);

            assertThat(copied.all() + refused.all()).doesNotContain(Canary.TEXT);
        }
    }

    @Test
    void anInterruptedRunEndsWithStatusFiveAndTheSameCommandGoesOn() throws Exception {
        CloudOptions slow = CloudOptions.DEFAULT.withLatency(Duration.ofMillis(20));
        try (Clouds clouds = Clouds.start(temp, slow, slow)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            int objects = 4000;
            for (int i = 0; i < objects; i++) {
                source.put("object-" + i, new byte[] {(byte) i});
            }
            Map<String, String> job = clouds.s3ToOss(source, destination);
            job.put("transfersInFlight", "8");
            Path jobFile = clouds.write("cut", job);

            Started cut = start("run", jobFile.toString(), "--json");
            await(() -> clouds.oss.requests().count("PutObject") >= 100);
            // As Ctrl-C does; but a build in the background has its children ignore SIGINT.
            new ProcessBuilder("kill", "-TERM", Long.toString(cut.process().pid()))
                    .start()
                    .waitFor();
            assertThat(cut.end()).as(cut.all()).isEqualTo(5);
            assertThat(Json.summary(Files.readString(cut.out())).get("state").asText())
                    .isEqualTo("stopped");
            assertThat(Files.readString(cut.err())).contains("To go on:  ossimport run " + jobFile);

            Started rest = start("run", jobFile.toString(), "--json");
            assertThat(rest.end()).as(rest.all()).isZero();
            assertThat(Json.summary(Files.readString(rest.out())).get("listed").asInt())
                    .isEqualTo(objects);
            assertThat(destination.count()).isEqualTo(objects);
        }
    }

    @Test
    void inAPipeNothingIsDrawn() throws Exception {
        Started help = start("--version");
        assertThat(help.end()).isZero();
        assertThat(help.all()).doesNotContain("\u001b");
    }

    private Started start(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OssImport.class.getName()));
        command.addAll(Arrays.asList(words));
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new Started(process, out, err);
    }

    // What every user of the machine can see of the process.
    private static String commandLine(Started started) throws IOException {
        Path proc = Path.of("/proc", Long.toString(started.process().pid()), "cmdline");
        return Files.exists(proc)
                ? Files.readString(proc)
                : started.process().info().commandLine().orElse("canary.cfg");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
