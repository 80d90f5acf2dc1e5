package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that lasts counts its source, and {@code stat} says in another process what is left. */
class HowMuchIsLeftTest {

    private static final int OBJECTS = 3_000;
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(20));
    private static final List<String> AT_ONCE = List.of("-Dossimport.countAfterMillis=1");

    @TempDir Path temp;

    @Test
    void anotherProcessSaysHowMuchThereIs() throws Exception {
        try (Clouds clouds = Clouds.start(temp, SLOW, SLOW)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            for (int i = 0; i < OBJECTS; i++) {
                source.put("object-" + i, new byte[10]);
            }
            Map<String, String> job = clouds.s3ToOss(source, clouds.oss.createBucket("photos-cn"));
            job.put("transfersInFlight", "8");
            job.put("exclude", "object-7*");
            Path file = clouds.write("left", job);
            Started started = Started.program(temp, AT_ONCE, "run", file.toString(), "--json");
            Started.await(() -> clouds.oss.requests().count("PutObject") > 0);
            Started.await(() -> stat(clouds).get("counted").asBoolean());

            JsonNode stat = stat(clouds);
            assertThat(stat.get("state").asText()).isEqualTo("running");
            assertThat(stat.get("totalObjects").asLong()).isEqualTo(OBJECTS);
            assertThat(stat.get("totalBytes").asLong()).isEqualTo(10L * (OBJECTS - 111));
            assertThat(typed("stop", clouds).status()).isZero();
            assertThat(started.end()).as(started.all()).isEqualTo(5);

            Typed rest = Typed.command("resume", file.toString(), "--json");
            assertThat(rest.status()).as(rest.all()).isZero();
            JsonNode summary = Json.summary(rest.out());
            assertThat(summary.get("listed").asInt()).isEqualTo(OBJECTS);
            assertThat(summary.get("reasons").get("FILTERED").asInt()).isEqualTo(111);
        }
    }

    @Test
    void copyCanDoWithoutTheCount() throws Exception {
        Path from = Files.createDirectories(temp.resolve("from"));
        Files.writeString(from.resolve("a"), "a");
        Typed typed =
                Typed.command(
                        "copy",
                        from + "/",
                        temp.resolve("to") + "/",
                        "--no-count-ahead",
                        "--job",
                        "plain",
                        "--working-dir",
                        temp.resolve("state").toString());

        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(temp.resolve("state/jobs/plain/job.json"))
                .content()
                .contains("\"countAhead\":false");
    }

    private static JsonNode stat(Clouds clouds) {
        try {
            return Json.summary(typed("stat", clouds).out());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Typed typed(String verb, Clouds clouds) {
        return Typed.command(
                verb, "left", "--json", "--working-dir", clouds.workingDir().toString());
    }
}
