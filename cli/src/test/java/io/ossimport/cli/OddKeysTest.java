package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that tools lose: they survive S3 to OSS to S3, or fail with the documented reason. */
class OddKeysTest {

    static final List<String> ODD =
            List.of(
                    "a//b",
                    "a/./b",
                    "a/../b",
                    "./a",
                    "../x",
                    "..",
                    "a/",
                    "per%2Fcent",
                    "100%",
                    "plus+and space",
                    " leading blank",
                    "trailing blank ",
                    "quote\"'<>&",
                    "question?mark#hash",
                    "back\\slash",
                    "ctrl\u0001char",
                    "tab\tand\nnewline",
                    "delete\u007f",
                    "\uFFFE",
                    "\uE000 before the next in bytes, after it in UTF-16",
                    "\uD83D\uDE00 emoji",
                    "日本語/ä/é",
                    "e\u0301 decomposed",
                    "file..txt",
                    "k".repeat(1023));

    @TempDir Path temp;

    @Test
    void theySurviveS3ToOssToS3() throws Exception {
        try (Clouds clouds = Clouds.start(temp)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket middle = clouds.oss.createBucket("photos-cn");
            FakeBucket back = clouds.s3.createBucket("photos-back");
            put(ODD, source);

            expectAllCopied(clouds.run("there", clouds.s3ToOss(source, middle), "--json"));
            assertThat(MixedObjects.contents(middle)).isEqualTo(MixedObjects.contents(source));

            expectAllCopied(clouds.run("back", clouds.ossToS3(middle, back), "--json"));
            assertThat(MixedObjects.contents(back)).isEqualTo(MixedObjects.contents(source));
        }
    }

    @Test
    void whatOssCannotHoldFailsWithItsReason() throws Exception {
        try (Clouds clouds = Clouds.start(temp)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            put(List.of("/leading slash", "\\leading backslash", "k".repeat(1024), "fine"), source);

            Typed typed = clouds.run("cannot", clouds.s3ToOss(source, destination), "--json");
            assertThat(typed.status()).as(typed.all()).isEqualTo(1);
            JsonNode reasons = Json.summary(typed.out()).get("reasons");
            assertThat(reasons.get("KEY_LEADING_SLASH").asInt()).isEqualTo(2);
            assertThat(reasons.get("KEY_TOO_LONG").asInt()).isEqualTo(1);
            assertThat(destination.objects()).hasSize(1);

            Typed report =
                    Typed.command(
                            "report", "cannot", "--working-dir", clouds.workingDir().toString());
            assertThat(report.out())
                    .contains("KEY_LEADING_SLASH  /leading slash")
                    .contains("KEY_TOO_LONG");
        }
    }

    @Test
    void nothingIsWrittenOutsideALocalDestination() throws Exception {
        try (Clouds clouds = Clouds.start(temp)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            Path folder = Files.createDirectories(temp.resolve("deep/down/backup"));
            put(
                    List.of(
                            "../x",
                            "../../x",
                            "a/../../../x",
                            "/etc/x",
                            "..",
                            "a//b",
                            "a/./b",
                            "file..txt",
                            "..a/b..c"),
                    source);

            Typed typed = clouds.run("down", clouds.s3ToLocal(source, folder), "--json");
            assertThat(typed.status()).as(typed.all()).isEqualTo(1);
            assertThat(Json.summary(typed.out()).get("copied").asInt()).isEqualTo(2);
            assertThat(folder.resolve("file..txt")).exists();
            assertThat(folder.resolve("..a/b..c")).exists();
            try (Stream<Path> files = Files.walk(temp.resolve("deep"))) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(2);
            }
        }
    }

    private static void expectAllCopied(Typed typed) throws Exception {
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(Json.summary(typed.out()).get("copied").asInt()).isEqualTo(ODD.size());
    }

    private static void put(List<String> keys, FakeBucket bucket) {
        SortedMap<String, Content> objects = new TreeMap<>();
        keys.forEach(key -> objects.put(key, Content.of("content of " + key)));
        for (Map.Entry<String, Content> object : objects.entrySet()) {
            bucket.put(object.getKey(), object.getValue());
        }
    }
}
