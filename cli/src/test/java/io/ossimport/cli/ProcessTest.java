package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, arguments, and what it leaves on the disk. */
class ProcessTest {

    @TempDir Path temp;

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
            Started.await(() -> clouds.oss.requests().count("PutObject") >= 100);
            cut.terminate();
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
        return Started.program(temp, words);
    }

    // What every user of the machine can see of the process.
    private static String commandLine(Started started) throws IOException {
        Path proc = Path.of("/proc", Long.toString(started.process().pid()), "cmdline");
        return Files.exists(proc)
                ? Files.readString(proc)
                : started.process().info().commandLine().orElse("canary.cfg");
    }
}
