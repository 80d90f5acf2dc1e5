package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import io.ossimport.testkit.web.FakeSite;
import io.ossimport.testkit.web.FakeSite.Habit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OssImport's lists of URLs, read from web servers. */
class HttpListTest {

    /** What signs a URL; the test's end looks for it in all that was written. */
    private static final String SIGNED = "?sig=" + Canary.TEXT;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeSite site;
    private FakeBucket destination;
    private Path list;
    private Map<String, String> job;

    @BeforeEach
    void start() throws IOException {
        clouds = Clouds.start(temp);
        site = FakeSite.start();
        destination = clouds.oss.createBucket("photos-cn");
        list = temp.resolve("http.list");
        job = clouds.localToOss(temp, destination);
        job.remove("srcPrefix");
        job.put("srcType", "http");
        job.put("httpListFilePath", list.toString());
        job.put("destPrefix", "web/");
        job.put("multipartUploadThreshold", "5m");
        job.put("multipartUploadPartSize", "5m");
    }

    @AfterEach
    void close() throws IOException {
        site.close();
        clouds.close();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(list, String.join("\r\n", lines), StandardCharsets.UTF_8);
    }

    private static byte[] page(int number) {
        return ("page " + number).getBytes(StandardCharsets.UTF_8);
    }

    private String stored(String key) {
        return new String(
                TwoEnds.stored(destination, "web/" + key).toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void everyUrlOfAListIsCopiedUnderItsPath() throws IOException {
        String other = site.url().replace("127.0.0.1", "localhost");
        byte[] large = Content.generated(7, 12 << 20).toBytes();
        site.put("/aa/b.jpg", page(1), Map.of("Content-Type", "image/jpeg"));
        site.put("/aa/c%20d/%E6%97%A5.jpg" + SIGNED, page(2), Habit.DENIES_HEAD);
        site.put("/aa/%C3%A4.txt", page(3), Habit.NO_ETAG, Habit.NO_TIME);
        site.put("/dl?file=in/e.txt&sig=" + Canary.TEXT, page(4));
        site.put("/large", large);
        site.put("/empty", new byte[0], Habit.DENIES_HEAD);
        write(
                "1 " + site.url() + "/aa/ x b.jpg",
                "2\t" + site.url() + "/aa/\tx  c%20d/%E6%97%A5.jpg" + SIGNED,
                "3 " + other + "/ x aa/ä.txt",
                "4 " + site.url() + "/dl?file= x in/e.txt&sig=" + Canary.TEXT,
                "5 " + other + "/ x large more columns",
                "6 " + other + "/ x empty",
                "6 " + other + "/ x empty");
        job.put("httpPrefixColumn", "2");
        job.put("relativePathColumn", "4");

        Typed typed = clouds.run("web", job, "--json");

        assertThat(typed.status()).as(typed.all()).isZero();
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("copied").asInt()).isEqualTo(6);
        assertThat(summary.get("proof").get("LENGTH").asInt()).isEqualTo(6);
        assertThat(summary.get("message").asText())
                .contains("1 rows of the input list named an object once more");
        assertThat(stored("b.jpg")).isEqualTo("page 1");
        assertThat(stored("c%20d/%E6%97%A5.jpg")).isEqualTo("page 2");
        assertThat(stored("aa/ä.txt")).isEqualTo("page 3");
        assertThat(stored("in/e.txt")).isEqualTo("page 4");
        assertThat(TwoEnds.stored(destination, "web/large").toBytes()).isEqualTo(large);
        assertThat(stored("empty")).isEmpty();
        assertThat(MixedObjects.metadata(destination).get("web/b.jpg")).contains("image/jpeg");
        assertThat(site.requests())
                .allSatisfy(
                        request ->
                                assertThat(request.headers().keySet())
                                        .doesNotContain("Authorization"));

        job.put("overwrite", "different");
        JsonNode again = Json.summary(clouds.run("web", job, "--json").out());
        assertThat(again.get("reasons").get("SAME").asInt()).isEqualTo(5);
        assertThat(again.get("reasons").get("REPLACED").asInt()).isEqualTo(1); // without a time

        Typed verified = Typed.command("verify", clouds.write("web", job).toString());
        assertThat(verified.status()).as(verified.all()).isZero();
    }

    @Test
    void whatIsWrongIsSaidByLineAndTheRestIsDone() throws IOException {
        site.put("/a" + SIGNED, page(1));
        site.put("/b", page(2));
        site.put("/moved", page(3), Habit.REDIRECTS);
        site.put("/endless", page(4), Habit.NO_LENGTH);
        write(
                site.url() + "/ a" + SIGNED,
                "",
                site.url() + "/b",
                "ftp://host/ c",
                "http://user:" + Canary.TEXT + "@127.0.0.1/ d",
                site.url() + "/ a?sig=another" + Canary.TEXT,
                site.url() + "/ " + SIGNED,
                site.url() + "/ moved",
                site.url() + "/ endless",
                site.url() + "/ gone" + SIGNED,
                "http://127.0.0.1:1/ dead" + SIGNED,
                site.url() + "/ b");

        Typed typed = clouds.run("web", job, "--json");

        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("copied").asInt()).as(typed.all()).isEqualTo(2);
        assertThat(summary.get("reasons").get("SOURCE_MISSING").asInt()).isEqualTo(4);
        Path run = clouds.workingDir().resolve("jobs/web/runs/1");
        assertThat(unzipped(run.resolve("input/problems.csv.gz")))
                .contains(
                        list + ",2,is blank",
                        "3,\"has 1 columns, and column 2 is needed\"",
                        "4,has a URL that does not begin with http:// or https://",
                        "5,\"has a user's name in its URL, which is not sent\"",
                        "6,\"has the key of line 1, by another URL\"",
                        "7,has no key: column 2 is but a query");
        expectNoSignature(run);

        site.put("/gone" + SIGNED, page(5));
        Typed retried = Typed.command("retry", clouds.write("web", job).toString(), "--json");
        assertThat(retried.status()).as(retried.all()).isEqualTo(1);
        assertThat(Json.summary(retried.out()).get("copied").asInt()).isEqualTo(1);
        assertThat(stored("gone")).isEqualTo("page 5");
        expectNoSignature(clouds.workingDir().resolve("jobs/web/runs/2"));
    }

    private static String unzipped(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void expectNoSignature(Path run) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.walk(run)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".gz")).toList()) {
                assertThat(unzipped(file)).as(file.toString()).doesNotContain(Canary.TEXT);
            }
        }
    }

    @Test
    void aJobWithoutAListIsRefused() throws IOException {
        job.put("httpListFilePath", "");
        Typed typed = clouds.run("web", job);
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("httpListFilePath is missing");

        job.put("httpListFilePath", temp.resolve("none").toString());
        Typed none = clouds.run("web", job);
        assertThat(none.status()).as(none.all()).isEqualTo(3);
        assertThat(none.err()).contains("There is no input list");
    }
}
