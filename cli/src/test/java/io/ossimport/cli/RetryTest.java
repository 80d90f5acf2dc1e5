package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.FakeBucket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code retry}: what failed in the last run, and nothing else. */
class RetryTest {

    private static final int OBJECTS = 300;
    private static final int FAILING = 30;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Map<String, String> job;

    @BeforeEach
    void aRunWhoseObjectsFailInPart() throws Exception {
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OBJECTS; i++) {
            source.put("in/" + i, ("content " + i).getBytes(StandardCharsets.UTF_8));
        }
        job = clouds.s3ToOss(source, destination);
        job.put("srcPrefix", "in/");
        job.put("destPrefix", "out/");
        job.put("overwrite", "different");
        job.put("storageClasses", "standard"); // the failed list has no column for it
        clouds.s3
                .faults()
                .on("GetObject")
                .where(RetryTest::isFailing)
                .always()
                .status(403, "AccessDenied");
        Typed first = clouds.run("retry", job, "--json");
        assertThat(first.status()).as(first.all()).isEqualTo(1);
        assertThat(Json.summary(first.out()).get("failed").asInt()).isEqualTo(FAILING);
        assertThat(first.err()).contains("Once the causes are gone:  ossimport retry ");
    }

    private static boolean isFailing(Key key) {
        return key.toString().endsWith("7");
    }

    @AfterEach
    void close() throws Exception {
        clouds.close();
    }

    private Typed retry(String... more) throws Exception {
        String[] words = new String[2 + more.length];
        words[0] = "retry";
        words[1] = clouds.write("retry", job).toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return Typed.command(words);
    }

    @Test
    void onlyWhatFailedIsTriedAgainWithoutAListing() throws Exception {
        source.put("in/new", new byte[1]); // came since then: not this command's
        source.put("in/7", "another content".getBytes(StandardCharsets.UTF_8));
        source.remove("in/17");
        destination.put("out/27", "content 27".getBytes(StandardCharsets.UTF_8));
        clouds.s3.faults().clear();
        long lists =
                clouds.s3.requests().count("ListObjectsV2")
                        + clouds.oss.requests().count("ListObjectsV2");

        Typed again = retry("--json");

        assertThat(again.status()).as(again.all()).isZero();
        assertThat(again.err()).contains("Retrying what failed in run 1.");
        JsonNode summary = Json.summary(again.out());
        assertThat(summary.get("run").asInt()).isEqualTo(2);
        assertThat(summary.get("listed").asInt()).isEqualTo(FAILING);
        JsonNode reasons = summary.get("reasons");
        assertThat(reasons.get("CHANGED").asInt()).isEqualTo(1);
        assertThat(reasons.get("SOURCE_GONE").asInt()).isEqualTo(1);
        assertThat(reasons.get("SAME").asInt()).isEqualTo(1);
        assertThat(summary.get("requests").get("destination").get("HEAD").asInt())
                .isEqualTo(FAILING);
        assertThat(summary.get("copied").asInt() + summary.get("skipped").asInt())
                .isEqualTo(FAILING);
        assertThat(destination.count()).isEqualTo(OBJECTS - 1);
        // one page each to see whether the stores are there
        assertThat(
                        clouds.s3.requests().count("ListObjectsV2")
                                + clouds.oss.requests().count("ListObjectsV2"))
                .isLessThanOrEqualTo(lists + 2);

        Typed none = retry();
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("Run 2 of job retry has no object that failed");
    }

    @Test
    void theDetailsOfARunNameFoldersAndTheSlowestObjects() throws Exception {
        String[] words = {"report", "retry", "--working-dir", clouds.workingDir().toString()};
        Typed plain = Typed.command(words);
        assertThat(plain.out()).doesNotContain("By folder:");

        String[] more = Arrays.copyOf(words, words.length + 1);
        more[words.length] = "--details";
        Typed details = Typed.command(more);

        assertThat(details.status()).as(details.all()).isZero();
        assertThat(details.out())
                .contains("SOURCE_DENIED  30 failed")
                .containsPattern("in/  copied 270 .*, skipped 0, failed 30")
                .contains("Slowest:")
                .contains("Largest:");
    }

    @Test
    void whatFailsAgainIsInTheNextFailedList() throws Exception {
        Typed again = retry("--json");

        assertThat(again.status()).as(again.all()).isEqualTo(1);
        assertThat(Json.summary(again.out()).get("failed").asInt()).isEqualTo(FAILING);

        clouds.s3.faults().clear();
        Typed third = retry("--json");
        assertThat(third.status()).as(third.all()).isZero();
        assertThat(third.err()).contains("Retrying what failed in run 2.");
        assertThat(destination.count()).isEqualTo(OBJECTS);
    }

    @Test
    void aJobForOtherPlacesIsRefused() throws Exception {
        Typed other = retry("srcPrefix=in/1");

        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("other places, filters or policies");
    }

    @Test
    void aJobThatHasNotBeenRunHasNothingToRetry() throws Exception {
        Typed fresh = Typed.command("retry", clouds.write("fresh", job).toString());

        assertThat(fresh.status()).isEqualTo(2);
        assertThat(fresh.err())
                .contains("Job fresh has not been run yet")
                .contains("ossimport run ");
        assertThat(clouds.workingDir().resolve("jobs/fresh")).doesNotExist();
    }
}
