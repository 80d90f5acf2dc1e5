package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that take what came since their last run, and what a fixed time would leave out. */
class SinceTest {

    private static final int OLD = 50;
    private static final int UPLOADS = 1_000;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Map<String, String> job;
    private String said = "";

    @BeforeEach
    void start() {
        clouds =
                Clouds.start(temp, CloudOptions.DEFAULT.withMaxPageSize(100), CloudOptions.DEFAULT);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OLD; i++) {
            put("old/" + i, Duration.ofDays(30));
        }
        job = clouds.s3ToOss(source, destination);
        job.put("isSkipExistFile", "true");
        job.put("movers", "1");
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private void put(String key, Duration ago) {
        source.put(key, Content.generated(1, 10), Map.of(), Instant.now().minus(ago));
    }

    private static String upload(int i) {
        return String.format("video/%04d", i);
    }

    private void complete(int from, int to) {
        for (int i = from; i < to; i++) {
            source.completeUpload(upload(i), Content.generated(i, 20));
        }
    }

    private JsonNode run(String... more) throws IOException {
        clouds.s3.requests().reset();
        Typed typed = clouds.run("photos", job, more);
        assertThat(typed.status()).as(typed.all()).isZero();
        said = typed.err();
        return Json.summary(typed.out());
    }

    private long uploadListings() {
        return clouds.s3.requests().count("ListMultipartUploads");
    }

    private JsonNode record(int run) throws IOException {
        Path file = clouds.workingDir().resolve("jobs/photos/runs/" + run + "/run.json");
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void uploadsThatStraddleTheStartOfARunArriveWithAutoAndAFixedTimeWarns() throws Exception {
        long hourAgo = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        for (int i = 0; i < UPLOADS; i++) {
            source.openUpload(upload(i), hourAgo + i);
        }
        // by then the one page of the source has been listed
        clouds.s3.faults().on("GetObject").tell(Moment.BEFORE, () -> complete(0, UPLOADS / 2));
        JsonNode first = run("--json");
        complete(UPLOADS / 2, UPLOADS);

        assertThat(first.get("copied").asInt()).isEqualTo(OLD);
        assertThat(first.get("message").asText()).isEmpty();
        assertThat(uploadListings()).isEqualTo(UPLOADS / 100);
        assertThat(said)
                .contains("To take what came since then:  ossimport run ", "importSince=auto");
        long begun = record(1).get("source").get("millis").asLong();
        assertThat(record(1).get("source").get("oldestUploadMillis").asLong())
                .isEqualTo(hourAgo / 1000 * 1000);

        JsonNode fixed = run("--json", "--quiet", "importSince=" + begun / 1000);
        assertThat(fixed.get("copied").asInt()).isZero(); // what the warning is about
        assertThat(fixed.get("reasons").get("FILTERED").asInt()).isEqualTo(OLD + UPLOADS);
        assertThat(said)
                .contains("Warning: importSince is ", "what came since run 1 begins at ")
                .contains("use importSince=auto", "or importSince=" + hourAgo / 1000);
        assertThat(fixed.get("message").asText()).contains("what came since run 1 begins at ");
        assertThat(uploadListings()).isEqualTo(1);

        JsonNode auto = run("--json", "importSince=auto");
        assertThat(auto.get("copied").asInt()).isEqualTo(UPLOADS);
        assertThat(auto.get("reasons").get("FILTERED").asInt()).isEqualTo(OLD);
        assertThat(said)
                .contains(
                        "when the oldest multipart upload was begun that was open as run 1 began");
        assertThat(record(3).get("sinceMillis").asLong()).isEqualTo(hourAgo / 1000 * 1000);
        assertThat(destination.objects().keySet()).isEqualTo(source.objects().keySet());
    }

    @Test
    void aSourceThatDoesNotListUploadsIsGivenAWeek() throws Exception {
        clouds.s3.faults().on("ListMultipartUploads").always().status(403, "AccessDenied");
        run("--json");
        put("late/a", Duration.ofDays(6));
        put("later/a", Duration.ofDays(8));

        JsonNode auto = run("--json", "importSince=auto");

        assertThat(auto.get("copied").asInt()).isEqualTo(1);
        assertThat(destination.object("late/a")).isNotNull();
        assertThat(said).contains("7 days before run 1 began").contains("AccessDenied");
        assertThat(uploadListings()).isEqualTo(1);
    }

    @Test
    void copyTakesWhatCameToAFolderSinceItsLastRun() throws Exception {
        Path from = Files.createDirectories(temp.resolve("from"));
        Path old = Files.write(from.resolve("old"), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));

        Typed first = copy(from);
        assertThat(first.err()).contains("importSince=auto: takes everything");
        assertThat(first.out()).contains("copied    1 object");

        Files.write(from.resolve("new"), new byte[10]);
        Typed second = copy(from);
        assertThat(second.err()).contains("on, when run 1 began.");
        assertThat(second.out()).contains("copied    1 object", "skipped   1: 1 FILTERED");
    }

    private Typed copy(Path from) {
        Typed typed =
                Typed.command(
                        "copy",
                        from + "/",
                        temp.resolve("to") + "/",
                        "--since",
                        "auto",
                        "--working-dir",
                        clouds.workingDir().toString());
        assertThat(typed.status()).as(typed.all()).isZero();
        return typed;
    }
}
