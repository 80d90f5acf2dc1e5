package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.testkit.cloud.FakeBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code limit}: what it sets, what it says, and that a job which runs keeps to it. */
class LimitTest {

    private static final int OBJECTS = 2_000;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket destination;
    private Path jobFile;

    @BeforeEach
    void aJob() throws Exception {
        clouds = Clouds.start(temp);
        FakeBucket source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OBJECTS; i++) {
            source.put("object-" + i, new byte[1000]);
        }
        Map<String, String> job = clouds.s3ToOss(source, destination);
        job.put("workerMaxThroughput(KB/s)", "1024");
        jobFile = clouds.write("limited", job);
    }

    @AfterEach
    void close() throws Exception {
        clouds.close();
    }

    private Path control() {
        return clouds.workingDir().resolve("jobs/limited/control.json");
    }

    private Typed limit(String... more) {
        String[] words = new String[2 + more.length];
        words[0] = "limit";
        words[1] = jobFile.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return Typed.command(words);
    }

    private Typed done(String... more) {
        Typed typed = limit(more);
        assertThat(typed.status()).as(typed.all()).isZero();
        return typed;
    }

    @ParameterizedTest
    @CsvSource({
        "400MB/s, 400000000, 400 MB/s",
        "50MiB/s, 52428800, 50 MiB/s",
        "1.5Gbit/s, 187500000, '187,500 kB/s'",
        "1 GiB/s, 1073741824, 1 GiB/s",
        "off, 0, any bandwidth",
    })
    void aBandwidthIsSetAndSaid(String word, long bytesPerSecond, String said) throws Exception {
        Typed typed = done("--bandwidth", word);

        assertThat(typed.out()).contains("always            " + said);
        JsonNode kept = new ObjectMapper().readTree(control().toFile());
        assertThat(kept.at("/always/bytesPerSecond").asLong()).isEqualTo(bytesPerSecond);
    }

    @Test
    void whatIsNotGivenStaysAndAllIsTakenBackAtOnce() throws Exception {
        done("--bandwidth", "400MB/s");
        done("--requests", "2000", "--in-flight", "64");
        Typed set = done("--bandwidth", "50MB/s", "--from", "09:00", "--to", "19:00");
        assertThat(set.out())
                .contains(
                        "always            400 MB/s, 2,000 requests/s to each store, 64 transfers"
                                + " at once")
                .contains("09:00 to 19:00    50 MB/s (");

        JsonNode said = new ObjectMapper().readTree(done("--json").out());
        assertThat(said.get("type").asText()).isEqualTo("limits");
        assertThat(said.get("set")).isEqualTo(new ObjectMapper().readTree(control().toFile()));

        assertThat(done("--clear").out()).contains("nothing is set");
        assertThat(control()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bandwidth 400M",
                "--bandwidth 0MB/s",
                "--bandwidth fast",
                "--requests 0",
                "--requests -1",
                "--in-flight many",
                "--from 09:00",
                "--from 9 --to 19:00 --requests 5",
                "--from 09:00 --to 19:00",
                "--from 09:00 --to 09:00 --requests 5",
                "--clear --requests 5",
            })
    void whatMakesNoSenseIsRefusedAndChangesNothing(String words) throws Exception {
        done("--requests", "7");
        String before = Files.readString(control());

        Typed refused = limit(words.split(" "));

        assertThat(refused.status()).as(refused.all()).isEqualTo(2);
        assertThat(control()).content().isEqualTo(before);
    }

    @Test
    void aFileThatSomebodyBrokeIsNamedBeforeAnythingBegins() throws IOException {
        done("--requests", "7");
        Files.writeString(control(), "{");

        for (String command : new String[] {"limit", "run"}) {
            Typed refused = Typed.command(command, jobFile.toString());
            assertThat(refused.status()).as(refused.all()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("control.json is not right")
                    .contains("ossimport limit limited --clear");
        }
        assertThat(clouds.s3.requests().total()).isZero();
        done("--clear");
        assertThat(Typed.command("run", jobFile.toString()).status()).isZero();
    }

    @Test
    void aRunThatIsUnderWayKeepsToWhatIsSetMeanwhile() throws Exception {
        done("--bandwidth", "1kB/s");
        Started run = Started.program(temp, "run", jobFile.toString());
        Started.await(() -> destination.count() > 0);
        assertThat(done().out()).contains("in force now      1 kB/s");
        assertThat(destination.count()).isLessThan(OBJECTS);

        assertThat(done("--bandwidth", "off").out()).contains("in force now      no limit");
        assertThat(run.end()).as(run.all()).isZero();
        assertThat(run.all()).contains("Limited by what  ossimport limit limited  has set:");
        assertThat(destination.count()).isEqualTo(OBJECTS);
    }
}
