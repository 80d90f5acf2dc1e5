package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over an inventory of the source: the same as a scan, without a listing or a HEAD. */
class InventoryTest {

    private static final Instant WRITTEN = Instant.parse("2024-05-01T00:00:00Z");
    private static final String DATA = "reports/photos/weekly/data/0.csv.gz";

    @TempDir Path temp;
    private Clouds clouds;

    @BeforeEach
    void start() {
        clouds = Clouds.start(temp);
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private FakeBucket filled(FakeBucket bucket) {
        for (String key : OddKeysTest.ODD) {
            bucket.put(key, Content.of("content of " + key), Map.of(), WRITTEN);
        }
        for (int i = 0; i < 50; i++) {
            bucket.put("in/" + i, Content.generated(i, 100 + i), Map.of(), WRITTEN.plusMillis(i));
        }
        return bucket;
    }

    private JsonNode done(String name, Map<String, String> job) throws IOException {
        Typed typed = clouds.run(name, job, "--json");
        assertThat(typed.status()).as(typed.all()).isZero();
        return Json.summary(typed.out());
    }

    private static void expectSame(JsonNode listed, JsonNode scanned) {
        for (String field : List.of("listed", "copied", "failed", "bytes", "proof", "reasons")) {
            assertThat(listed.get(field)).as(field).isEqualTo(scanned.get(field));
        }
    }

    private JsonNode fromS3(FakeBucket source, String name, String list) throws IOException {
        Map<String, String> job = clouds.s3ToOss(source, clouds.oss.createBucket(name));
        job.put("overwrite", "different");
        job.put("inputList", list);
        return done(name, job);
    }

    @Test
    void inventoriesOfS3GiveWhatAScanGives() throws IOException {
        FakeBucket source = filled(clouds.s3.createBucket("photos"));
        FakeBucket lists = clouds.s3.createBucket("lists");
        JsonNode scanned = fromS3(source, "scanned", "");

        WrittenInventory csv = WrittenInventory.s3Csv(source);
        JsonNode here = fromS3(source, "here", csv.writeBelow(temp.resolve("got")).toString());
        expectSame(here, scanned);
        assertThat(here.get("message").asText())
                .contains("14 rows of the inventory are no current versions of objects");
        expectSame(fromS3(source, "there", csv.putInto(lists, "s3")), scanned);
        WrittenInventory parquet = WrittenInventory.s3Parquet(source, temp);
        expectSame(fromS3(source, "parquet", parquet.putInto(lists, "s3")), scanned);
        WrittenInventory orc = WrittenInventory.s3Orc(source);
        JsonNode ofOrc = fromS3(source, "orc", orc.putInto(lists, "s3"));
        expectSame(ofOrc, scanned);
        assertThat(ofOrc.get("message").asText())
                .contains("14 rows of the inventory are no current versions of objects");

        for (String name : List.of("here", "there", "parquet", "orc")) {
            assertThat(MixedObjects.contents(clouds.oss.bucket(name)))
                    .as(name)
                    .isEqualTo(MixedObjects.contents(source));
        }
        long fetched = (long) csv.files.size() + parquet.files.size() + orc.files.size();
        assertThat(clouds.s3.requests().count("HeadObject")).isEqualTo(fetched);
    }

    @Test
    void anInventoryOfOssGivesWhatAScanGives() throws IOException {
        FakeBucket source = filled(clouds.oss.createBucket("photos"));
        WrittenInventory inventory = WrittenInventory.oss(source);
        String list = inventory.putInto(clouds.oss.createBucket("lists"), "oss");
        Map<String, String> scan = clouds.ossToS3(source, clouds.s3.createBucket("scanned"));
        Map<String, String> job = clouds.ossToS3(source, clouds.s3.createBucket("listed"));
        job.put("inputList", list);

        expectSame(done("listed", job), done("scanned", scan));
        assertThat(clouds.oss.requests().count("HeadObject")).isEqualTo(inventory.files.size());

        job.put("overwrite", "different");
        JsonNode again = done("listed", job);
        assertThat(again.get("reasons").get("SAME").asLong()).isEqualTo(source.count());
    }

    @Test
    void whatWasChangedSinceTheInventoryIsFoundByTheReads() throws IOException {
        FakeBucket source = filled(clouds.s3.createBucket("photos"));
        Path list = WrittenInventory.s3Csv(source).writeBelow(temp.resolve("got"));
        source.put("in/1", new byte[7]);
        source.remove("in/2");
        FakeBucket destination = clouds.oss.createBucket("photos-cn");
        Map<String, String> job = clouds.s3ToOss(source, destination);
        job.put("srcPrefix", "in/");
        job.put("inputList", list.toString());

        Typed typed = clouds.run("late", job, "--json");

        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("listed").asInt()).isEqualTo(50);
        assertThat(summary.get("reasons").get("CHANGED").asInt()).isEqualTo(1);
        assertThat(summary.get("reasons").get("SOURCE_MISSING").asInt()).isEqualTo(1);
        assertThat(destination.object("1")).isNotNull();
    }

    @Test
    void anInventoryThatIsNotWholeIsRefusedBeforeAnythingIsCopied() throws IOException {
        FakeBucket source = filled(clouds.s3.createBucket("photos"));
        WrittenInventory inventory = WrittenInventory.s3Csv(source);
        Path folder = temp.resolve("got");
        Path manifest = inventory.writeBelow(folder);
        FakeBucket destination = clouds.oss.createBucket("photos-cn");
        Map<String, String> job = clouds.s3ToOss(source, destination);
        job.put("inputList", manifest.toString());

        byte[] data = Files.readAllBytes(folder.resolve(DATA));
        data[data.length / 2] ^= 1;
        Files.write(folder.resolve(DATA), data);
        expectRefused(job, DATA + " has the MD5 ", "it is damaged, or of another inventory");

        Files.delete(folder.resolve(DATA));
        expectRefused(job, DATA + " is not there");

        inventory.writeBelow(folder);
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("STANDARD", "STANDARD ") + " ");
        expectRefused(job, "manifest.json has the MD5 ");

        inventory.writeBelow(folder);
        Files.delete(manifest.resolveSibling("manifest.checksum"));
        expectRefused(job, "manifest.checksum: the inventory is not complete");

        Path of = WrittenInventory.s3Csv(clouds.s3.createBucket("videos")).writeBelow(folder);
        job.put("inputList", of.toString());
        expectRefused(job, "is of bucket videos; the job's source is s3://photos/");

        replace(folder, "{\"sourceBucket\":\"photos\",\"fileFormat\":\"Avro\",\"files\":[]}");
        expectRefused(job, "is of the format Avro", "as CSV, Parquet or ORC");
        replace(folder, "{\"sourceBucket\":\"photos\",\"fileFormat\":\"CSV\",\"files\":[]}");
        expectRefused(job, "does not say its fileSchema");
        replace(folder, "{");
        expectRefused(job, "is no JSON");
        assertThat(destination.count()).isZero();
    }

    @Test
    void aFileThatWasDamagedBeforeItsDigestWasTakenIsRefusedAsWell() throws IOException {
        FakeBucket source = filled(clouds.s3.createBucket("photos"));
        WrittenInventory inventory = WrittenInventory.s3Orc(source);
        Path folder = temp.resolve("got");
        FakeBucket destination = clouds.oss.createBucket("photos-cn");
        Map<String, String> job = clouds.s3ToOss(source, destination);
        job.put("inputList", inventory.writeBelow(folder).toString());

        Path data = folder.resolve("reports/photos/weekly/data/0.orc");
        byte[] whole = Files.readAllBytes(data);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        Files.write(data, cut);
        expectRefused(job, "0.orc has the MD5 ", "it is damaged, or of another inventory");

        String manifest =
                Files.readString(folder.resolve(WrittenInventory.FOLDER + "manifest.json"));
        replace(folder, manifest.replace(WrittenInventory.md5(whole), WrittenInventory.md5(cut)));
        expectRefused(job, "The input list reports/photos/weekly/data/0.orc is damaged: ");
        assertThat(destination.count()).isZero();
    }

    private static void replace(Path folder, String manifest) throws IOException {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(WrittenInventory.FOLDER + "manifest.json");
        Files.write(file, bytes);
        Files.writeString(
                file.resolveSibling("manifest.checksum"), WrittenInventory.md5(bytes) + "\n");
    }

    private void expectRefused(Map<String, String> job, String... sentences) throws IOException {
        Typed typed = clouds.run("refused", job);
        assertThat(typed.status()).as(typed.all()).isEqualTo(3);
        assertThat(typed.err()).contains(sentences);
    }
}
