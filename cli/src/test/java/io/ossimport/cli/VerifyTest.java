package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.PageTrick;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code verify} over real HTTP. The judges are the stand-ins' own records: what lies in them, and
 * what they were asked.
 */
class VerifyTest {

    private static final int OBJECTS = 2_500;
    private static final String LARGE = "large.bin";
    private static final int LARGE_BYTES = 12 << 20;
    private static final Instant WRITTEN = Instant.parse("2024-05-01T00:00:00Z");

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Map<String, String> job;

    /** The same objects at both ends. */
    @BeforeEach
    void fill() {
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OBJECTS; i++) {
            Content content = Content.generated(i, 100 + i % 7);
            source.put(name(i), content, Map.of(), WRITTEN);
            destination.put("2024/" + name(i), content, Map.of(), WRITTEN.plusSeconds(1));
        }
        destination.put("elsewhere", new byte[1]);
        job = clouds.s3ToOss(source, destination);
        job.put("destPrefix", "2024/");
        job.put("isSkipExistFile", "true");
        job.put("multipartUploadThreshold", "5m");
        job.put("multipartUploadPartSize", "5m");
    }

    /** An object that a run of ours copied in parts, so that its ETags are no MD5s. */
    private void copyLarge() throws IOException {
        source.put(LARGE, Content.generated(77, LARGE_BYTES), Map.of(), WRITTEN);
        assertThat(clouds.run("photos", job).status()).isZero();
        assertThat(stored(destination, "2024/" + LARGE).length()).isEqualTo(LARGE_BYTES);
        forget();
    }

    private static String name(int i) {
        return String.format("a b/%04d.jpg", i);
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    private void forget() {
        clouds.s3.requests().reset();
        clouds.oss.requests().reset();
    }

    private Typed verify(String... more) throws IOException {
        String[] words = new String[3 + more.length];
        words[0] = "verify";
        words[1] = clouds.write("photos", job).toString();
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        Typed typed = Typed.command(words);
        assertThat(typed.all()).doesNotContain(Canary.TEXT);
        expectOnlyReading();
        return typed;
    }

    /** Exit status, summary, lists and what is printed must say the same; nothing is written. */
    private JsonNode agreed(Typed typed, int status) throws IOException {
        assertThat(typed.status()).as(typed.all()).isEqualTo(status);
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("state").asText()).isEqualTo(status == 0 ? "done" : "incomplete");
        Path folder = Path.of(summary.get("lists").asText());
        JsonNode kept = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        assertThat(kept).isEqualTo(summary);

        Map<String, Long> rows = new TreeMap<>();
        for (String list :
                new String[] {"same", "different", "missing", "extra", "cannot-compare"}) {
            rows.put(list, rows(folder.resolve(list)));
        }
        JsonNode verified = summary.get("verified");
        assertThat(rows)
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "same", verified.get("same").asLong(),
                                        "different", verified.get("different").asLong(),
                                        "missing", verified.get("missing").asLong(),
                                        "extra", verified.get("extra").asLong(),
                                        "cannot-compare", verified.get("cannotCompare").asLong())));
        long printed = typed.out().lines().filter(l -> l.contains("\"type\":\"verified\"")).count();
        assertThat(printed).isEqualTo(summary.get("failed").asLong());
        assertThat(summary.get("listed").asLong())
                .isEqualTo(rows.values().stream().mapToLong(Long::longValue).sum());
        assertThat(folder.resolve(".manifest")).doesNotExist();
        return summary;
    }

    private static long rows(Path list) throws IOException {
        Path file = list.resolve("part-0.csv.gz");
        if (!Files.exists(file)) {
            return 0;
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count() - 1;
        }
    }

    private void expectOnlyReading() {
        Stream.concat(clouds.s3.requests().list().stream(), clouds.oss.requests().list().stream())
                .forEach(request -> assertThat(request.method()).isIn("GET", "HEAD"));
    }

    /** {@code DIFFERENT a b/0007.jpg}, for every key that is not the same. */
    private static Set<String> found(Typed typed) throws IOException {
        Set<String> found = new TreeSet<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : typed.out().lines().toList()) {
            JsonNode row = mapper.readTree(line);
            if (row.get("type").asText().equals("verified")) {
                found.add(row.get("verdict").asText() + " " + row.get("key").asText());
            }
        }
        return found;
    }

    @Test
    void aMigrationThatWasDoneIsEqualAndNoObjectIsRead() throws Exception {
        copyLarge();
        JsonNode summary = agreed(verify(), 0);

        assertThat(summary.get("listed").asLong()).isEqualTo(OBJECTS + 1);
        JsonNode verified = summary.get("verified");
        assertThat(verified.get("sameByChecksum").asLong()).isEqualTo(OBJECTS);
        assertThat(verified.get("sameByManifest").asLong()).isEqualTo(1); // the one in parts
        assertThat(verified.get("bytesRead").asLong()).isZero();
        assertThat(clouds.s3.requests().count("GetObject")).isZero();
        assertThat(clouds.oss.requests().count("GetObject")).isZero();
        assertThat(clouds.s3.requests().count("HeadObject")).isEqualTo(1);
        assertThat(clouds.oss.requests().count("HeadObject")).isEqualTo(1);
    }

    @Test
    void everyDifferenceIsFoundAndNothingElse() throws Exception {
        flip(destination, "2024/" + name(7));
        destination.remove("2024/" + name(1_500));
        destination.put("2024/nobody", new byte[2]);
        destination.put("2024/a b/zzz", new byte[2]);
        source.put("later", new byte[3]);

        Typed typed = verify();

        JsonNode summary = agreed(typed, 1);
        assertThat(found(typed))
                .containsExactly(
                        "DIFFERENT " + name(7),
                        "EXTRA a b/zzz",
                        "EXTRA nobody",
                        "MISSING " + name(1_500),
                        "MISSING later");
        assertThat(summary.get("verified").get("bytesRead").asLong()).isZero();
        assertThat(clouds.s3.requests().count("GetObject")).isZero();
        assertThat(clouds.oss.requests().count("GetObject")).isZero();
    }

    /** Flips one bit of an object, which the store takes for a new one. */
    private static void flip(FakeBucket bucket, String key) {
        byte[] bytes = stored(bucket, key).toBytes();
        bytes[bytes.length / 2] ^= 1;
        bucket.put(key, Content.of(bytes), Map.of(), WRITTEN);
    }

    private static Content stored(FakeBucket bucket, String key) {
        return Objects.requireNonNull(bucket.object(key), key).content();
    }

    @Test
    void whatARunWroteDownIsHeldAgainstWhatTheDestinationKeepsNow() throws Exception {
        copyLarge();
        clouds.oss.faults().on("HeadObject").key("2024/" + LARGE).wrongCrc();

        Typed typed = verify();

        agreed(typed, 1);
        assertThat(found(typed)).containsExactly("DIFFERENT " + LARGE);
        assertThat(typed.out()).contains("\"evidence\":\"MANIFEST\"", "it was copied with CRC-64");
    }

    @Test
    void aBitThatRottedInSilenceIsFoundByReading() throws Exception {
        String key = "2024/" + name(42);
        Content before = stored(destination, key);
        destination.put(key, new Rotten(before), Map.of(), WRITTEN);

        JsonNode summary = agreed(verify(), 0); // the store says that nothing changed
        assertThat(summary.get("verified").get("bytesRead").asLong()).isZero();

        Typed full = verify("--full");

        summary = agreed(full, 1);
        assertThat(found(full)).containsExactly("DIFFERENT " + name(42));
        long bytes = source.objects().values().stream().mapToLong(o -> o.size()).sum();
        assertThat(summary.get("verified").get("sameByContent").asLong()).isEqualTo(OBJECTS - 1);
        assertThat(summary.get("verified").get("bytesRead").asLong())
                .isEqualTo(2 * (bytes + before.length())); // what differs is read twice
    }

    /** Another bit than was written, under the checksums of what was written. */
    private record Rotten(Content written) implements Content {
        @Override
        public long length() {
            return written.length();
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            int from = into.position();
            written.read(offset, into);
            if (offset == 0 && into.position() > from) {
                into.put(from, (byte) (into.get(from) ^ 4));
            }
        }

        @Override
        public Checksum checksum(ChecksumAlgorithm algorithm) {
            return written.checksum(algorithm);
        }
    }

    @Test
    void aSampleIsReadAndItsSeedChoosesTheSameOne() throws Exception {
        JsonNode first = agreed(verify("--sample", "10%"), 0).get("verified");
        long seed = first.get("seed").asLong();
        long read = clouds.s3.requests().count("GetObject");
        assertThat(read).isBetween(150L, 350L);
        Set<String> chosen = new TreeSet<>();
        clouds.s3.requests().list("GetObject").forEach(r -> chosen.add(r.key()));
        forget();

        JsonNode again =
                agreed(verify("--sample", "10%", "--seed", Long.toString(seed)), 0).get("verified");

        Set<String> chosenAgain = new TreeSet<>();
        clouds.s3.requests().list("GetObject").forEach(r -> chosenAgain.add(r.key()));
        assertThat(chosenAgain).isEqualTo(chosen);
        assertThat(again.get("bytesRead")).isEqualTo(first.get("bytesRead"));
        assertThat(clouds.oss.requests().bytesRead()).isPositive();
    }

    @Test
    void passingFaultsOnTheWayChangeNothing() throws Exception {
        clouds.s3.faults().on("GetObject").key(name(5)).flipBit(40);
        clouds.oss.faults().on("GetObject").key("2024/" + name(6)).flipBit(9);
        clouds.oss.faults().on("GetObject").skip(30).times(3).truncateBodyAt(50);
        clouds.oss.faults().on("GetObject").skip(60).times(3).status(500, "InternalError");
        clouds.s3.faults().on("ListObjectsV2").skip(1).times(1).drop();
        clouds.oss.faults().on("ListObjectsV2").skip(1).times(1).page(PageTrick.UNSORTED);

        JsonNode summary = agreed(verify("--full"), 0);

        assertThat(summary.get("verified").get("sameByContent").asLong()).isEqualTo(OBJECTS);
        assertThat(clouds.s3.faults().allSpent()).isTrue();
        assertThat(clouds.oss.faults().allSpent()).isTrue();
    }

    @Test
    void anIncompleteListingIsNeverEqual() throws Exception {
        clouds.oss.faults().on("ListObjectsV2").skip(1).always().page(PageTrick.UNSORTED);

        Typed typed = verify("attempts=2");

        assertThat(typed.status()).as(typed.all()).isEqualTo(4);
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("state").asText()).isEqualTo("failed");
        assertThat(summary.get("message").asText()).contains("cannot be trusted");
        Path kept = Path.of(summary.get("lists").asText()).resolve("summary.json");
        assertThat(new ObjectMapper().readTree(kept.toFile())).isEqualTo(summary);
    }

    @Test
    void auditModesSayHowCloselyToLook() throws Exception {
        copyLarge();
        flip(destination, "2024/" + name(7));
        removeRuns(); // now nothing is known of the object in parts but its size

        JsonNode simple = agreed(verify("auditMode=simple"), 0).get("verified");
        assertThat(simple.get("sameBySizeOnly").asLong()).isEqualTo(OBJECTS + 1);
        assertThat(clouds.s3.requests().count("HeadObject")).isZero();

        JsonNode general = agreed(verify("auditMode=general"), 1).get("verified");
        assertThat(general.get("different").asLong()).isEqualTo(1);
        assertThat(general.get("sameBySizeOnly").asLong()).isEqualTo(1);
        assertThat(general.get("bytesRead").asLong()).isZero();

        JsonNode detailed = agreed(verify("auditMode=detailed"), 1).get("verified");
        assertThat(detailed.get("different").asLong()).isEqualTo(1);
        assertThat(detailed.get("sameByContent").asLong()).isEqualTo(1);
        assertThat(detailed.get("bytesRead").asLong()).isEqualTo(2L * LARGE_BYTES);
    }

    private void removeRuns() throws IOException {
        Path runs = clouds.workingDir().resolve("jobs/photos/runs");
        try (Stream<Path> all = Files.walk(runs)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void lastModifyLeavesOutWhatIsYoungerAtBothEnds() throws Exception {
        Instant later = WRITTEN.plusSeconds(3600);
        source.put(name(9), Content.of("changed"), Map.of(), later);
        source.put("young", Content.of("young"), Map.of(), later);

        agreed(verify(), 1);
        JsonNode verified =
                agreed(verify("lastModify=" + WRITTEN.getEpochSecond()), 0).get("verified");

        assertThat(verified.get("leftOut").asLong()).isEqualTo(2);
        assertThat(verified.get("same").asLong()).isEqualTo(OBJECTS - 1);
    }

    @Test
    void aRunGoesOnWithAComparisonWhenTheJobFileSaysSo() throws Exception {
        destination.put("2024/nobody", new byte[2]);
        copyLarge();
        Typed without = clouds.run("photos", job, "--json");
        assertThat(without.status()).isZero();
        assertThat(Json.summary(without.out()).get("run").asInt()).isEqualTo(2);

        job.put("isAuditAfterImport", "true");
        Typed with = clouds.run("photos", job, "--json");

        assertThat(with.status()).as(with.all()).isEqualTo(1); // the worse of both
        JsonNode summary = Json.summary(with.out());
        assertThat(summary.get("verify").asInt()).isEqualTo(1);
        assertThat(summary.get("verified").get("extra").asLong()).isEqualTo(1);
        assertThat(with.out().lines().filter(l -> l.contains("\"type\":\"summary\"")).count())
                .isEqualTo(2);
    }

    @Test
    void aJobOfTypeAuditComparesAndCopiesNothing() throws Exception {
        job.put("jobType", "audit");
        agreed(clouds.run("photos", job, "--json"), 0);
    }

    @Test
    void peopleSeeTheFirstHundredOfEachKindAndWhereTheOthersAre() throws Exception {
        for (int i = 0; i < 120; i++) {
            destination.remove("2024/" + name(i));
        }
        Typed typed = Typed.command("verify", clouds.write("photos", job).toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out().lines().filter(l -> l.startsWith("MISSING  "))).hasSize(100);
        assertThat(typed.out())
                .contains("… and 20 more in ")
                .contains("Job photos, verify 1: the two ends are not the same.")
                .contains("  missing   120 (at the source only)")
                .contains("without reading an object");
    }

    @Test
    void ctrlCEndsItAtOnceWithAClearSentence() throws Exception {
        clouds.s3.faults().on("GetObject").skip(20).always().delay(Duration.ofMinutes(10));
        Path jobFile = clouds.write("photos", job);
        Started verify = Started.program(temp, "verify", jobFile.toString(), "--full");
        Started.await(() -> clouds.s3.requests().count("GetObject") >= 20);

        verify.terminate();

        assertThat(verify.end()).isEqualTo(5);
        assertThat(verify.all())
                .contains("not all keys were compared", "stopped on request")
                .contains("The same command compares again from the beginning.");
        Path folder = clouds.workingDir().resolve("jobs/photos/verifies/1");
        assertThat(Files.readString(folder.resolve("summary.json")))
                .contains("\"state\":\"stopped\"");
    }

    @Test
    void shareAndSeedMustMakeSense() throws Exception {
        for (String[] wrong :
                new String[][] {
                    {"--sample", "0%"},
                    {"--sample", "1"},
                    {"--sample", "100%"},
                    {"--sample", "-1%"},
                    {"--seed", "7"},
                    {"--full", "--sample", "1%"}
                }) {
            assertThat(verify(wrong).status()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        assertThat(clouds.s3.requests().total()).isZero();
    }
}
