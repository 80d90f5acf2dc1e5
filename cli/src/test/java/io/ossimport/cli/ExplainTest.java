package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.FakeBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain}: what the lists say of one key. */
class ExplainTest {

    @TempDir Path temp;
    private Clouds clouds;
    private Path jobFile;

    @BeforeEach
    void twoRuns() throws Exception {
        clouds = Clouds.start(temp);
        FakeBucket source = clouds.s3.createBucket("photos");
        source.put("p/a", new byte[1500]);
        source.put("p/ab", new byte[10]);
        source.put("p/a b,\"ü\".txt", new byte[20]);
        source.put("p//slash", new byte[30]);
        Map<String, String> job = clouds.s3ToOss(source, clouds.oss.createBucket("photos-cn"));
        job.put("srcPrefix", "p/");
        job.put("destPrefix", "");
        job.put("overwrite", "different");
        assertThat(clouds.run("twice", job).status()).isEqualTo(1);
        assertThat(clouds.run("twice", job).status()).isEqualTo(1);
        jobFile = temp.resolve("twice.cfg");
    }

    @AfterEach
    void close() throws Exception {
        clouds.close();
    }

    @Test
    void eachRunSaysWhatBecameOfTheKey() {
        Typed typed = explain("p/a");
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out())
                .contains("Run 1: COPIED, NEW")
                .contains("The destination did not have it.")
                .contains("1,500 bytes (1.5 KiB)")
                .contains("CRC-64/XZ ")
                .contains("E2E (checksum of source = ours = destination)")
                .contains("Run 2: SKIPPED, SAME")
                .contains("none; the listing decided")
                .doesNotContain("p/ab");
    }

    @Test
    void aFailedKeySaysWhatToDo() {
        Typed typed = explain("p//slash");
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.out())
                .contains("Run 2: FAILED, KEY_LEADING_SLASH")
                .contains("set a destination prefix");
    }

    @Test
    void aKeyIsFoundAsTypedAsInTheListsAndAsAtTheDestination() {
        assertThat(explain("p/a b,\"ü\".txt").status()).isZero();
        assertThat(explain("p/a%20b%2C%22%C3%BC%22.txt", "--encoded").status()).isZero();
        Typed byDestination = explain("a b,\"ü\".txt");
        assertThat(byDestination.status()).isZero();
        assertThat(byDestination.out()).contains("p/a b,\"ü\".txt");
    }

    @Test
    void jsonHasOneObjectForEachRun() throws Exception {
        Typed typed = explain("p/a", "--json");
        assertThat(typed.status()).isZero();
        assertThat(typed.out().lines()).hasSize(2);
        JsonNode last = Json.summary(typed.out());
        assertThat(last.get("type").asText()).isEqualTo("outcome");
        assertThat(last.get("run").asInt()).isEqualTo(2);
        assertThat(last.get("outcome").asText()).isEqualTo("SKIPPED");
        assertThat(last.get("reason").asText()).isEqualTo("SAME");
        assertThat(last.get("key").asText()).isEqualTo("p/a");
        assertThat(last.get("destinationKey").asText()).isEqualTo("a");
    }

    @Test
    void aKeyThatNoListHasIsStatusOne() {
        Typed typed = explain("p/A");
        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("No list of job twice has the key \"p/A\"");
        assertThat(explain("p/a%20b").err()).contains("--encoded");
        assertThat(explain("p/%", "--encoded").status()).isEqualTo(2);
    }

    @Test
    void aBrokenListIsSaid() throws Exception {
        Path lists = clouds.workingDir().resolve("jobs/twice/runs/1/copied");
        Path broken = Files.write(lists.resolve("0.csv.gz"), new byte[] {1, 2, 3});
        Typed typed = explain("p/a");
        Files.delete(broken);
        assertThat(typed.status()).isEqualTo(4);
        assertThat(typed.err()).contains("0.csv.gz cannot be read").doesNotContain("\tat ");
    }

    private Typed explain(String key, String... options) {
        String[] words = new String[3 + options.length];
        words[0] = "explain";
        words[1] = jobFile.toString();
        words[2] = key;
        System.arraycopy(options, 0, words, 3, options.length);
        return Typed.command(words);
    }
}
