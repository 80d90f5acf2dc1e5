package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.transfer.report.KeyText;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over the objects that a list names: the same as a scan of those objects, and no others. */
class InputListTest {

    private static final Instant WRITTEN = Instant.parse("2024-05-01T00:00:00Z");
    private static final int SMALL = 120;

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket scanned;
    private FakeBucket destination;

    /** Objects with metadata, in parts, and of odd keys. */
    @BeforeEach
    void fill() {
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("photos");
        scanned = clouds.oss.createBucket("scanned");
        destination = clouds.oss.createBucket("photos-cn");
        for (String key : OddKeysTest.ODD) {
            source.put(key, Content.of("content of " + key), Map.of(), WRITTEN);
        }
        for (int i = 0; i < SMALL; i++) {
            Map<String, String> headers =
                    Map.of("content-type", "image/jpeg", "x-amz-meta-number", "n" + i);
            source.put(String.format("in/%04d", i), Content.generated(i, i), headers, WRITTEN);
        }
        source.put("in/large", Content.generated(7, 12 << 20), Map.of(), WRITTEN);
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private Map<String, String> job(FakeBucket to) {
        Map<String, String> job = clouds.s3ToOss(source, to);
        job.put("overwrite", "different");
        job.put("multipartUploadThreshold", "5m");
        job.put("multipartUploadPartSize", "5m");
        return job;
    }

    private JsonNode scan() throws IOException {
        Typed typed = clouds.run("scan", job(scanned), "--json");
        assertThat(typed.status()).as(typed.all()).isZero();
        return Json.summary(typed.out());
    }

    private Typed runOver(Path list, String... more) throws IOException {
        Map<String, String> job = job(destination);
        job.put("inputList", list.toString());
        String[] words = new String[more.length + 1];
        words[0] = "--json";
        System.arraycopy(more, 0, words, 1, more.length);
        return clouds.run("listed", job, words);
    }

    /** The same objects, proofs and reasons as the scan had. */
    private void expectAsScanned(Typed typed, JsonNode scan) throws IOException {
        assertThat(typed.status()).as(typed.all()).isZero();
        JsonNode summary = Json.summary(typed.out());
        for (String field :
                List.of("state", "listed", "copied", "failed", "bytes", "proof", "reasons")) {
            assertThat(summary.get(field)).as(field).isEqualTo(scan.get(field));
        }
        assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(scanned));
        assertThat(MixedObjects.metadata(destination)).isEqualTo(MixedObjects.metadata(scanned));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text, StandardCharsets.UTF_8);
    }

    private String eachKey(Function<Key, String> line) {
        return source.objects().keySet().stream().map(line).collect(Collectors.joining());
    }

    private static String urlEncoded(Key key) {
        return URLEncoder.encode(key.toString(), StandardCharsets.UTF_8);
    }

    private List<String> problems() throws IOException {
        Path file = clouds.workingDir().resolve("jobs/listed/runs/1/input/problems.csv.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(row -> row.substring(row.indexOf(',') + 1))
                    .toList();
        }
    }

    @Test
    void aListThatARunHasWrittenIsTakenAsItIs() throws IOException {
        JsonNode scan = scan();
        clouds.s3.requests().reset();

        Typed typed = runOver(clouds.workingDir().resolve("jobs/scan/runs/1/copied"));

        expectAsScanned(typed, scan);
        assertThat(clouds.s3.requests().count("HeadObject")).isZero();
        // one to see whether the store is there, and one for its open uploads' time
        assertThat(clouds.s3.requests().count("ListObjectsV2")).isLessThanOrEqualTo(2);
        assertThat(clouds.workingDir().resolve("jobs/listed/runs/1/input/rows")).doesNotExist();

        Typed again = runOver(clouds.workingDir().resolve("jobs/scan/runs/1/copied"));
        assertThat(Json.summary(again.out()).get("reasons").get("SAME"))
                .isEqualTo(scan.get("copied"));
    }

    @Test
    void aListOfKeysAloneDoesAsWell() throws IOException {
        JsonNode scan = scan();
        String rows = eachKey(key -> "x," + KeyText.encode(key) + "\r\n");

        expectAsScanned(runOver(write("keys.csv", "\uFEFFnote,key\r\n" + rows)), scan);
        // those that a mover hands on are asked about again
        assertThat(clouds.s3.requests().count("HeadObject"))
                .isBetween(source.count(), 2 * source.count());
    }

    @Test
    void keysMayBeQuotedWithNewlinesAndCommas() throws IOException {
        source.put("odd/a,\"b\"\nc", new byte[3]);
        source.put("odd/plus+", new byte[4]);

        Typed typed =
                runOver(write("quoted.csv", "key\n\"odd/a,\"\"b\"\"\nc\"\nodd/plus+\n\nin/0001\n"));

        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(MixedObjects.contents(destination).keySet())
                .containsExactly("in/0001", "odd/a,\"b\"\nc", "odd/plus+");
    }

    @Test
    void aManifestOfBatchOperationsIsTakenAsItIs() throws IOException {
        JsonNode scan = scan();
        String rows = eachKey(key -> "photos," + urlEncoded(key) + "\n");

        expectAsScanned(runOver(write("manifest.csv", rows)), scan);
    }

    @Test
    void urlsAreAsGoodAsKeysAndAListMayLieInABucket() throws IOException {
        JsonNode scan = scan();
        FakeBucket lists = clouds.s3.createBucket("lists");
        String rows = eachKey(key -> "s3://photos/" + KeyText.encode(key) + "\n");
        lists.put("a b/list.csv", ("url\n" + rows).getBytes(StandardCharsets.UTF_8));

        Map<String, String> job = job(destination);
        job.put("inputList", "s3://lists/a b/list.csv");
        expectAsScanned(clouds.run("listed", job, "--json"), scan);
    }

    @Test
    void whatIsWrongWithAListIsSaidByLineAndTheRestIsDone() throws IOException {
        String list =
                """
                key,size,source_modified,source_etag
                in/0001,,,
                in/0002,1
                in/%zz,,,
                in/0003,many,2024-05-01T00:00:00Z,e
                in/0004,5,yesterday,e
                ,,,
                in/0001,,,
                elsewhere,,,
                in/gone,,,
                in/gone-too,5,2024-05-01T00:00:00Z,0123456789abcdef0123456789abcdef
                in/0005,77,2024-05-01T00:00:00Z,0123456789abcdef0123456789abcdef
                "in/0006
                in/0007,,,
                """;

        Typed typed = runOver(write("list.csv", list), "srcPrefix=in/");

        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        assertThat(problems())
                .containsExactly(
                        "3,has 2 cells instead of 4",
                        "4,has a % that begins no %XX",
                        "5,has a size that is no number: many",
                        "6,has a time that is not of ISO 8601: yesterday",
                        "7,has no key",
                        "13,has a quote that is not closed");
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("state").asText()).isEqualTo("incomplete");
        assertThat(summary.get("listed").asInt()).isEqualTo(5);
        assertThat(summary.get("reasons").get("NEW").asInt()).isEqualTo(2);
        assertThat(summary.get("reasons").get("CHANGED").asInt()).isEqualTo(1);
        assertThat(summary.get("reasons").get("SOURCE_MISSING").asInt()).isEqualTo(2);
        assertThat(summary.get("message").asText())
                .contains("6 of 13 rows of the input list cannot be used", "problems.csv.gz")
                .contains("1 rows of the input list named an object once more")
                .contains("1 rows of the input list are not under the source's prefix");
        assertThat(MixedObjects.contents(destination).keySet())
                .containsExactly("0001", "0005", "0007");

        source.put("in/gone", new byte[9]);
        Map<String, String> job = job(destination);
        job.put("inputList", temp.resolve("list.csv").toString());
        job.put("srcPrefix", "in/");
        Typed retried = Typed.command("retry", clouds.write("listed", job).toString(), "--json");
        assertThat(retried.status()).as(retried.all()).isEqualTo(1);
        assertThat(Json.summary(retried.out()).get("copied").asInt()).isEqualTo(1);
        assertThat(Json.summary(retried.out()).get("failed").asInt()).isEqualTo(1);
        assertThat(destination.object("gone")).isNotNull();
    }

    @Test
    void rowsOfAnotherBucketOrVersionAreNotTaken() throws IOException {
        String rows = "photos,in/0001\nvideos,in/0002\nphotos,in/0003,null\nphotos,in/0004,v7\n";

        Typed typed = runOver(write("manifest.csv", rows));

        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        assertThat(problems())
                .containsExactly(
                        "2,is of bucket videos; the job's source is photos",
                        "4,names version v7; only current versions can be copied");
        assertThat(Json.summary(typed.out()).get("copied").asInt()).isEqualTo(2);
    }

    @Test
    void aListThatCannotBeUsedIsRefusedBeforeAnythingIsCopied() throws IOException {
        Typed none = runOver(temp.resolve("none.csv"));
        assertThat(none.status()).as(none.all()).isEqualTo(3);
        assertThat(none.err()).contains("There is no input list " + temp.resolve("none.csv"));

        Typed other = runOver(write("other.csv", "a,b,c\n1,2,3\n"));
        assertThat(other.status()).as(other.all()).isEqualTo(3);
        assertThat(other.err()).contains("does not begin with a line that names a column");

        byte[] half = new byte[40];
        byte[] whole = zipped("key\nin/0001\nin/0002\n".repeat(50));
        System.arraycopy(whole, 0, half, 0, half.length);
        Files.write(temp.resolve("half.csv.gz"), half);
        Typed damaged = runOver(temp.resolve("half.csv.gz"));
        assertThat(damaged.status()).as(damaged.all()).isEqualTo(3);
        assertThat(damaged.err()).contains("half.csv.gz is damaged");
        assertThat(destination.count()).isZero();
        assertThat(clouds.workingDir().resolve("jobs/listed/runs")).doesNotExist();
    }

    private static byte[] zipped(String text) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aSourceThatDeniesEverythingPausesTheRun() throws IOException {
        Path list = write("list.csv", "key\n" + eachKey(key -> KeyText.encode(key) + "\n"));
        clouds.s3.faults().on("HeadObject").always().status(403, "AccessDenied");

        Typed paused = runOver(list);
        assertThat(paused.status()).as(paused.all()).isEqualTo(4);
        assertThat(Json.summary(paused.out()).get("failed").asInt()).isZero();

        clouds.s3.faults().clear();
        Typed rest = runOver(list);
        assertThat(rest.status()).as(rest.all()).isZero();
        assertThat(Json.summary(rest.out()).get("copied").asLong()).isEqualTo(source.count());
    }

    @Test
    void verifyLooksAtNothingButTheList() throws IOException {
        Path list = write("list.csv", "key\nin/0001\nin/0002\nin/large\n");
        assertThat(runOver(list).status()).isZero();
        destination.put("of somebody else", new byte[1]);

        assertThat(verify(list).status()).isZero();

        destination.remove("in/0002");
        source.remove("in/0001");
        Typed typed = verify(list);
        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        assertThat(typed.out())
                .contains("MISSING  in/0002", "CANNOT_COMPARE  in/0001")
                .doesNotContain("somebody");
    }

    private Typed verify(Path list) throws IOException {
        Map<String, String> job = job(destination);
        job.put("inputList", list.toString());
        return Typed.command("verify", clouds.write("listed", job).toString());
    }

    @Test
    void copyTakesAListToo() throws IOException {
        Path from = Files.createDirectories(temp.resolve("from"));
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.write(from.resolve("a.txt"), new byte[3]);
        Files.write(from.resolve("b.txt"), new byte[4]);
        Files.write(outside.resolve("secret"), new byte[5]);
        Files.createSymbolicLink(from.resolve("link"), outside);
        Path list = write("list.csv", "key\nb.txt\nlink/secret\n../outside/secret\n");

        Typed typed =
                Typed.command(
                        "copy",
                        from + "/",
                        temp.resolve("to") + "/",
                        "--input-list",
                        list.toString(),
                        "--working-dir",
                        clouds.workingDir().toString());

        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        assertThat(typed.out()).contains("copied    1 object", "2 SOURCE_MISSING");
        assertThat(temp.resolve("to/b.txt")).exists();
        assertThat(temp.resolve("to/link")).doesNotExist();
    }

    @Test
    void aRunThatIsKilledGoesOnWithTheListAsItWas() throws Exception {
        clouds.close();
        CloudOptions slow = CloudOptions.DEFAULT.withLatency(Duration.ofMillis(15));
        clouds = Clouds.start(temp, slow, slow);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        StringBuilder list = new StringBuilder("key\n");
        int objects = 1000;
        for (int i = 0; i < objects; i++) {
            source.put("object-" + i, new byte[] {(byte) i});
            list.append("object-").append(i).append('\n');
        }
        source.put("not listed", new byte[1]);
        Path file = write("list.csv", list.toString());
        Map<String, String> job = clouds.s3ToOss(source, destination);
        job.put("inputList", file.toString());
        job.put("transfersInFlight", "8");
        Path jobFile = clouds.write("listed", job);

        Started cut =
                Started.program(
                        temp,
                        List.of("-Dossimport.checkpointMillis=150"),
                        "run",
                        jobFile.toString());
        Path checkpoints = clouds.workingDir().resolve("jobs/listed/checkpoints");
        Started.await(() -> clouds.oss.requests().count("PutObject") >= 200 && isMade(checkpoints));
        cut.process().destroyForcibly();
        assertThat(cut.process().waitFor()).isNotZero();
        Files.writeString(file, "key\nnot listed\n");

        Typed rest = Typed.command("resume", jobFile.toString(), "--json");
        assertThat(rest.status()).as(rest.all()).isZero();
        assertThat(Json.summary(rest.out()).get("listed").asInt()).isEqualTo(objects);
        assertThat(Json.summary(rest.out()).get("run").asInt()).isEqualTo(1);
        assertThat(destination.count()).isEqualTo(objects);
        assertThat(destination.object("not listed")).isNull();
    }

    private static boolean isMade(Path checkpoints) {
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (java.util.stream.Stream<Path> all = Files.walk(checkpoints)) {
            return all.anyMatch(file -> file.endsWith("_metadata"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // it is being written
        }
    }
}
