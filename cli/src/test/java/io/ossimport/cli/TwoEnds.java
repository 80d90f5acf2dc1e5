package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same objects on a stand-in S3 and a stand-in OSS, a job between them, and {@code verify} of
 * it over real HTTP. The judges are the stand-ins' own records: what lies in them, and what they
 * were asked.
 */
abstract class TwoEnds {

    static final int OBJECTS = 2_500;
    static final String LARGE = "large.bin";
    static final int LARGE_BYTES = 12 << 20;
    static final Instant WRITTEN = Instant.parse("2024-05-01T00:00:00Z");

    @TempDir Path temp;
    Clouds clouds;
    FakeBucket source;
    FakeBucket destination;
    Map<String, String> job;

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
    void copyLarge() throws IOException {
        source.put(LARGE, Content.generated(77, LARGE_BYTES), Map.of(), WRITTEN);
        assertThat(clouds.run("photos", job).status()).isZero();
        assertThat(stored(destination, "2024/" + LARGE).length()).isEqualTo(LARGE_BYTES);
        forget();
    }

    static String name(int i) {
        return String.format("a b/%04d.jpg", i);
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    void forget() {
        clouds.s3.requests().reset();
        clouds.oss.requests().reset();
    }

    Typed verify(String... more) throws IOException {
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
    JsonNode agreed(Typed typed, int status) throws IOException {
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

    static long rows(Path list) throws IOException {
        Path file = list.resolve("part-0.csv.gz");
        if (!Files.exists(file)) {
            return 0;
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count() - 1;
        }
    }

    void expectOnlyReading() {
        Stream.concat(clouds.s3.requests().list().stream(), clouds.oss.requests().list().stream())
                .forEach(request -> assertThat(request.method()).isIn("GET", "HEAD"));
    }

    /** {@code DIFFERENT a b/0007.jpg}, for every key that is not the same. */
    static Set<String> found(Typed typed) throws IOException {
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

    /** Flips one bit of an object, which the store takes for a new one. */
    static void flip(FakeBucket bucket, String key) {
        byte[] bytes = stored(bucket, key).toBytes();
        bytes[bytes.length / 2] ^= 1;
        bucket.put(key, Content.of(bytes), Map.of(), WRITTEN);
    }

    static Content stored(FakeBucket bucket, String key) {
        return Objects.requireNonNull(bucket.object(key), key).content();
    }
}
