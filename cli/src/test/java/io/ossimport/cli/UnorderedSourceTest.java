package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.ListingHabit;
import io.ossimport.testkit.cloud.PageTrick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources that do not list in the order of their keys, or not from any key on. */
class UnorderedSourceTest {

    private static final int OBJECTS = 700;
    private static final int PAGE = 50;
    private static final String SAID = "does not list in the order of its keys";

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Map<String, String> job;

    @BeforeEach
    void fill() {
        clouds =
                Clouds.start(
                        temp, CloudOptions.DEFAULT.withMaxPageSize(PAGE), CloudOptions.DEFAULT);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OBJECTS; i++) {
            source.put(String.format("in/%04d", i), bytes("content " + i));
        }
        job = clouds.s3ToOss(source, destination);
        job.put("overwrite", "different");
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode done(Typed typed) throws IOException {
        assertThat(typed.status()).as(typed.all()).isZero();
        return Json.summary(typed.out());
    }

    @ParameterizedTest
    @EnumSource(
            value = ListingHabit.class,
            names = {"UNORDERED", "IGNORES_START_AFTER"})
    void theyAreListedWholeAndSortedHere(ListingHabit habit) throws IOException {
        source.list(habit);

        Typed first = clouds.run("photos", job, "--json");

        assertThat(done(first).get("copied").asInt()).isEqualTo(OBJECTS);
        assertThat(first.err()).contains(SAID);
        assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));

        source.put("in/0003", bytes("changed"));
        source.put("new", bytes("new"));
        JsonNode second = done(clouds.run("photos", job, "--json"));
        assertThat(second.get("copied").asInt()).isEqualTo(2);
        assertThat(second.get("reasons").get("SAME").asInt()).isEqualTo(OBJECTS - 1);

        destination.put("extra", bytes("nobody's"));
        Typed verify = Typed.command("verify", clouds.write("photos", job).toString(), "--json");
        assertThat(verify.status()).as(verify.all()).isEqualTo(1);
        JsonNode verified = Json.summary(verify.out()).get("verified");
        assertThat(verified.get("same").asInt()).isEqualTo(OBJECTS + 1);
        assertThat(verified.get("extra").asInt()).isEqualTo(1);
    }

    @Test
    void theBooksCountThePagesOfThatListing() throws IOException {
        source.list(ListingHabit.UNORDERED);
        job.put("listFirst", "true");

        Typed typed = clouds.run("photos", job, "--json");

        // beside the first look at the store, which is before the run
        assertThat(done(typed).get("requests").get("source").get("LIST").asLong())
                .isEqualTo(lists() - 1)
                .isLessThanOrEqualTo(OBJECTS / PAGE + 3);
    }

    private long lists() {
        return clouds.s3.requests().count("ListObjectsV2")
                + clouds.s3.requests().count("ListMultipartUploads");
    }

    @Test
    void anOrderedSourceIsNotListedFirst() throws IOException {
        Typed typed = clouds.run("photos", job, "--json");

        done(typed);
        assertThat(typed.err()).doesNotContain(SAID);
        assertThat(clouds.workingDir().resolve("jobs/photos/runs/1/input")).doesNotExist();
    }

    @Test
    void onePageOutOfOrderIsAMishap() throws IOException {
        clouds.s3.faults().on("ListObjectsV2").times(1).page(PageTrick.UNSORTED);

        Typed typed = clouds.run("photos", job, "--json");

        assertThat(done(typed).get("copied").asInt()).isEqualTo(OBJECTS);
        assertThat(typed.err()).doesNotContain(SAID);
    }

    @Test
    void tokensThatDoNotLeadOnAreNoListing() throws IOException {
        source.list(ListingHabit.UNORDERED);
        job.put("listFirst", "true");
        job.put("attempts", "2");
        clouds.s3.faults().on("ListObjectsV2").skip(3).always().page(PageTrick.SAME_TOKEN);

        Typed typed = clouds.run("photos", job, "--json");

        assertThat(typed.status()).as(typed.all()).isEqualTo(4);
        assertThat(typed.err()).contains("the continuation tokens go round in a circle");
        assertThat(destination.count()).isZero();
    }
}
