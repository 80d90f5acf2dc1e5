package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program, killed with SIGKILL at random requests and started again, between strict
 * stand-ins whose records are the judge. {@code -Dossimport.test.kills=300} and {@code
 * -Dossimport.test.seed=N} make it longer, or the same again.
 */
class KillDriverTest {

    private static final int KILLS = Integer.getInteger("ossimport.test.kills", 8);
    private static final int KILLS_A_JOB = 4;
    private static final int SMALL = 2_000;
    private static final int LARGE = 4;
    private static final int PART = 1 << 20;

    // Slow enough that a job lives longer than it takes to the first checkpoint.
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(30));

    @TempDir Path temp;

    @Test
    void noKillLosesRepeatsOrSpoilsAnything() throws Exception {
        long seed = Long.getLong("ossimport.test.seed", System.nanoTime());
        System.out.println("seed " + seed); // to be given again with -Dossimport.test.seed
        Random random = new Random(seed);
        try (Clouds clouds = Clouds.start(temp, SLOW, SLOW)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            fill(source);
            for (int killed = 0, job = 0; killed < KILLS; killed += KILLS_A_JOB, job++) {
                survive("job-" + job, clouds, source, random);
            }
            assertThat(clouds.s3.requests().counts().keySet())
                    .as("what was asked of the source, seed %d", seed)
                    .allMatch(asked -> asked.startsWith("Get") || asked.startsWith("List"));
            assertThat(clouds.oss.requests().counts().keySet())
                    .as("seed %d", seed)
                    .doesNotContain("DeleteObject", "DeleteMultipleObjects");
        }
    }

    private static void fill(FakeBucket source) {
        for (int i = 0; i < SMALL + LARGE; i++) {
            boolean large = i >= SMALL;
            source.put(
                    (large ? "video/" : "photos/") + i,
                    Content.generated(i, large ? 5L * PART + i : i % 5_000),
                    Map.of("content-type", "image/png", "x-amz-meta-number", "n" + i),
                    Instant.ofEpochSecond(1_700_000_000L + i));
        }
    }

    private void survive(String name, Clouds clouds, FakeBucket source, Random random)
            throws Exception {
        FakeBucket destination = clouds.oss.createBucket(name);
        FakeBucket other = clouds.oss.createBucket(name + "-other");
        other.put("photos/1", new byte[] {1});
        Map<String, String> keys = clouds.s3ToOss(source, destination);
        keys.put("transfersInFlight", "8");
        keys.put("multipartUploadThreshold", Integer.toString(2 * PART));
        keys.put("multipartUploadPartSize", Integer.toString(PART));
        Path file = clouds.write(name, keys);

        for (int i = 0; i < KILLS_A_JOB; i++) {
            long until = asked(clouds) + 1 + random.nextInt(2 * SMALL);
            Process process = start(file, "cut");
            while (process.isAlive() && asked(clouds) < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            process.destroyForcibly().waitFor();
        }
        Process last = start(file, "last");
        assertThat(last.waitFor()).as(Files.readString(temp.resolve("last.err"))).isZero();

        JsonNode summary = Json.summary(Files.readString(temp.resolve("last.out")));
        assertThat(summary.get("state").asText()).isEqualTo("done");
        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(summary.get("listed").asInt()).isEqualTo(SMALL + LARGE);
        assertThat(listed(Path.of(summary.get("lists").asText())))
                .containsExactlyInAnyOrderElementsOf(
                        source.objects().keySet().stream().map(Object::toString).toList());
        assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));
        assertThat(MixedObjects.metadata(destination)).isEqualTo(MixedObjects.metadata(source));
        assertThat(other.count()).isEqualTo(1);
    }

    /** The key of every row in all lists of a run. */
    private static List<String> listed(Path run) throws IOException {
        List<String> keys = new ArrayList<>();
        for (OutcomeKind kind : OutcomeKind.values()) {
            for (Path list : Recount.files(run.resolve(kind.listName()))) {
                try (InputStreamReader text =
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(list)),
                                        StandardCharsets.UTF_8);
                        Stream<Outcome> rows = OutcomeCsv.read(text)) {
                    rows.forEach(row -> keys.add(row.key().toString()));
                }
            }
        }
        return keys;
    }

    private static long asked(Clouds clouds) {
        return clouds.s3.requests().total() + clouds.oss.requests().total();
    }

    private Process start(Path job, String name) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OssImport.class.getName(),
                        "run",
                        job.toString(),
                        "--json");
        return new ProcessBuilder(command)
                .redirectOutput(temp.resolve(name + ".out").toFile())
                .redirectError(temp.resolve(name + ".err").toFile())
                .start();
    }
}
