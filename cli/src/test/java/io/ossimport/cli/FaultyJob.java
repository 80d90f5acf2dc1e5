package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeObject;
import io.ossimport.testkit.leak.Canary;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A job that meets faults: its objects, of every sort that is copied in a way of its own, and what
 * must be true of it when it has ended. The stand-ins' records and what lies at the destination are
 * the judge.
 */
final class FaultyJob {

    /** From 1 MiB on an object travels in parts of this size. */
    static final int PART = 512 << 10;

    private static final long LARGE = 5L * PART + 1;
    private static final String SAME = "there/same";
    private static final String DIFFERENT = "there/different";
    private static final Instant WRITTEN = Instant.parse("2024-02-29T12:34:56Z");

    private FaultyJob() {}

    /**
     * Small objects, an empty one, odd keys; and {@code large} that travel in parts, the last part
     * short, spread among the small ones.
     */
    static SortedMap<String, Content> objects(int small, int large) {
        SortedMap<String, Content> objects = new TreeMap<>();
        for (int i = 0; i < small; i++) {
            objects.put(
                    String.format("photos/%05d", i), Content.generated(i, 100 + i * 97L % 5_000));
        }
        for (int i = 0; i < large; i++) {
            objects.put(
                    String.format("photos/%05d-video", i * small / large),
                    Content.generated(-i, LARGE + i));
        }
        objects.put("empty", Content.of(new byte[0]));
        objects.put("plus+and space/日本語%2F", Content.generated(-100, 1_000));
        objects.put(SAME, Content.generated(-101, 2_000));
        objects.put(DIFFERENT, Content.generated(-102, 3_000));
        return objects;
    }

    /** Puts the objects, each with a header and metadata of its own. */
    static void fill(FakeBucket source, SortedMap<String, Content> objects) {
        objects.forEach(
                (key, content) ->
                        source.put(
                                key,
                                content,
                                Map.of(
                                        "content-type",
                                        "image/png",
                                        "x-amz-meta-key",
                                        "of " + key.length()),
                                WRITTEN));
    }

    /** What is at the destination before: one object that is the same, and one that is not. */
    static void prepare(FakeBucket source, FakeBucket destination) {
        FakeObject same = Objects.requireNonNull(source.object(SAME));
        destination.put(SAME, same.content(), Map.of(), WRITTEN.plusSeconds(60));
        destination.put(DIFFERENT, Content.generated(7, 3_000), Map.of(), WRITTEN.plusSeconds(-60));
    }

    /** The keys of a job that copies in parts what is large, and replaces what is different. */
    static void tune(Map<String, String> keys) {
        keys.put("countAhead", "false"); // or a slow machine would make other calls
        keys.put("overwrite", "different");
        keys.put("multipartUploadThreshold", "1m");
        keys.put("multipartUploadPartSize", PART / 1024 + "k");
        keys.put("transfersInFlight", "8");
    }

    /**
     * Says that the newest run of the job is done, has one row a key, and that its summary and
     * lists agree.
     */
    static RunSummary assertDone(Path workingDir, String job, FakeBucket source)
            throws IOException {
        JobFolder folder = JobFolder.of(workingDir, job);
        int run = folder.newestRun();
        RunSummary summary = folder.readSummary(run).orElseThrow();
        assertThat(summary.state()).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.failed()).isZero();
        assertThat(summary.copied() + summary.skipped()).isEqualTo(source.count());
        assertAgrees(folder, summary, source);
        return summary;
    }

    /** Says that a run which claims to be at its end has one row a key, as its summary says. */
    static void assertAgrees(JobFolder folder, RunSummary summary, FakeBucket source)
            throws IOException {
        Recount lists = Recount.of(folder, summary.run());
        assertThat(lists.misplaced()).isZero();
        assertThat(lists.root()).isEqualTo(summary.root());
        assertThat(lists.totals().copied()).isEqualTo(summary.copied());
        assertThat(lists.totals().skipped()).isEqualTo(summary.skipped());
        assertThat(lists.totals().failed()).isEqualTo(summary.failed());
        assertThat(keys(folder.run(summary.run())))
                .containsExactlyInAnyOrderElementsOf(
                        source.objects().keySet().stream().map(Object::toString).toList());
    }

    /** The key of every row in all lists of a run. */
    static List<String> keys(Path run) throws IOException {
        List<String> keys = new ArrayList<>();
        for (OutcomeKind kind : OutcomeKind.values()) {
            for (Path list : Recount.files(run.resolve(kind.listName()))) {
                try (InputStreamReader text =
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(list)),
                                        StandardCharsets.UTF_8);
                        Stream<Outcome> rows = OutcomeCsv.read(text)) {
                    rows.forEach(row -> keys.add(row.key().toString()));
                }
            }
        }
        return keys;
    }

    /** Says that the destination holds the source's bytes and metadata, and nothing else. */
    static void assertSame(FakeBucket source, FakeBucket destination) {
        assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));
        SortedMap<String, String> copied = MixedObjects.metadata(destination);
        SortedMap<String, String> wanted = MixedObjects.metadata(source);
        copied.remove(SAME); // was not touched
        wanted.remove(SAME);
        assertThat(copied).isEqualTo(wanted);
    }

    /**
     * Says that {@code verify} finds what the stand-ins' records say, that every object is the same
     * at both ends, and reads no object for it.
     */
    static void assertVerified(Clouds clouds, Path jobFile, FakeBucket source) throws IOException {
        long read = clouds.s3.requests().count("GetObject");
        long readBack = clouds.oss.requests().count("GetObject");
        Typed typed = Typed.command("verify", jobFile.toString(), "--json");
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.all()).doesNotContain(Canary.TEXT);
        JsonNode verified = Json.summary(typed.out()).get("verified");
        assertThat(verified.get("same").asLong()).isEqualTo(source.count());
        for (String other :
                List.of("different", "missing", "extra", "cannotCompare", "bytesRead")) {
            assertThat(verified.get(other).asLong()).as("%s: %s", other, typed.all()).isZero();
        }
        assertThat(clouds.s3.requests().count("GetObject")).isEqualTo(read);
        assertThat(clouds.oss.requests().count("GetObject")).isEqualTo(readBack);
    }

    /** Says that nobody wrote to the source, and nobody deleted anything anywhere. */
    static void assertHarmless(Clouds clouds) {
        assertThat(clouds.s3.requests().counts().keySet())
                .as("what was asked of the source")
                .allMatch(asked -> asked.matches("(Get|Head|List).*"));
        assertThat(clouds.oss.requests().counts().keySet())
                .as("what was asked of the destination")
                .doesNotContain("DeleteObject", "DeleteMultipleObjects");
    }
}
