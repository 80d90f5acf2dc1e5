package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.RequestLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole bucket moved with a plain job file, from every kind of place to every other. The judges
 * are the stand-ins' own records, not what we say of ourselves.
 */
class MigrationTest {

    private static final int SMALL = Integer.getInteger("ossimport.test.objects", 20_000);
    // Once a run, whatever its size: the source's time, its open uploads, and whether it lists from
    // any key on.
    private static final int BEGINNING = 3;
    private static final CloudOptions COUNTING = CloudOptions.DEFAULT.withCountsOnly();

    @TempDir Path temp;

    @Test
    void s3ToOss() throws Exception {
        SortedMap<String, Content> objects = MixedObjects.withHuge(SMALL);
        try (Clouds clouds = Clouds.start(temp, COUNTING, COUNTING)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            MixedObjects.put(objects, source, "x-amz-meta-");
            Map<String, String> job = prepared(clouds.s3ToOss(source, destination));

            JsonNode summary = done(clouds.run("first", job, "--json"), objects.size());
            assertThat(summary.get("copied").asLong()).isEqualTo(objects.size());
            assertThat(
                            summary.get("proof").get("E2E").asLong()
                                    + summary.get("proof").get("TRANSIT").asLong())
                    .isEqualTo(objects.size());
            assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));
            assertThat(MixedObjects.metadata(destination)).isEqualTo(MixedObjects.metadata(source));
            expectRequests(objects, clouds.s3.requests(), clouds.oss.requests());

            clouds.s3.requests().reset();
            clouds.oss.requests().reset();
            job.put("isSkipExistFile", "true");
            summary = done(clouds.run("second", job, "--json"), objects.size());
            assertThat(summary.get("skipped").asLong()).isEqualTo(objects.size());
            long asked = clouds.s3.requests().total() + clouds.oss.requests().total();
            assertThat(asked).isLessThanOrEqualTo(listings(0.0022) + BEGINNING);
        }
    }

    @Test
    void localToOss() throws Exception {
        SortedMap<String, Content> objects = MixedObjects.withHuge(SMALL);
        Path folder = Files.createDirectory(temp.resolve("data"));
        MixedObjects.write(objects, folder);
        try (Clouds clouds = Clouds.start(temp, COUNTING, COUNTING)) {
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            Map<String, String> job = prepared(clouds.localToOss(folder, destination));

            done(clouds.run("local", job, "--json"), objects.size());
            expectContents(objects, MixedObjects.contents(destination));
            expectNoHeadAndNoDelete(clouds.oss.requests());
            long small = objects.size() - MixedObjects.inParts(objects);
            assertThat(clouds.oss.requests().count("PutObject")).isEqualTo(small);
        }
    }

    @Test
    void ossToS3() throws Exception {
        SortedMap<String, Content> objects = MixedObjects.withHuge(SMALL);
        try (Clouds clouds = Clouds.start(temp, COUNTING, COUNTING)) {
            FakeBucket source = clouds.oss.createBucket("photos-cn");
            FakeBucket destination = clouds.s3.createBucket("photos");
            MixedObjects.put(objects, source, "x-oss-meta-");
            Map<String, String> job = prepared(clouds.ossToS3(source, destination));

            JsonNode summary = done(clouds.run("back", job, "--json"), objects.size());
            assertThat(summary.get("copied").asLong()).isEqualTo(objects.size());
            assertThat(MixedObjects.contents(destination)).isEqualTo(MixedObjects.contents(source));
            assertThat(MixedObjects.metadata(destination)).isEqualTo(MixedObjects.metadata(source));
            expectRequests(objects, clouds.oss.requests(), clouds.s3.requests());
        }
    }

    @Test
    void s3ToLocal() throws Exception {
        // Without the object of 5 GiB, which would fill that much of a disk.
        SortedMap<String, Content> objects = MixedObjects.some(SMALL);
        Path folder = Files.createDirectory(temp.resolve("backup"));
        try (Clouds clouds = Clouds.start(temp, COUNTING, COUNTING)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            MixedObjects.put(objects, source, "x-amz-meta-");
            Map<String, String> job = prepared(clouds.s3ToLocal(source, folder));

            done(clouds.run("down", job, "--json"), objects.size());
            Set<String> files = new HashSet<>();
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile)
                        .forEach(file -> files.add(folder.relativize(file).toString()));
            }
            assertThat(files).isEqualTo(objects.keySet());
            for (Map.Entry<String, Content> object : objects.entrySet()) {
                Path file = folder.resolve(object.getKey());
                Content written = Content.ofFile(file, Files.size(file));
                assertThat(written.checksum(ChecksumAlgorithm.CRC64_XZ))
                        .as(object.getKey())
                        .isEqualTo(object.getValue().checksum(ChecksumAlgorithm.CRC64_XZ));
            }
            expectNoHeadAndNoDelete(clouds.s3.requests());
        }
    }

    @Test
    void withoutSkippingEverythingIsCopiedAgainAsTheOldToolDoes() throws Exception {
        SortedMap<String, Content> objects = MixedObjects.some(500);
        try (Clouds clouds = Clouds.start(temp, COUNTING, COUNTING)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            MixedObjects.put(objects, source, "x-amz-meta-");
            Map<String, String> job = prepared(clouds.s3ToOss(source, destination));
            job.put("isSkipExistFile", "false");
            for (int time = 1; time <= 2; time++) {
                JsonNode summary = done(clouds.run("again", job, "--json"), objects.size());
                assertThat(summary.get("copied").asLong()).isEqualTo(objects.size());
                assertThat(summary.get("run").asInt()).isEqualTo(time);
            }
            assertThat(clouds.oss.requests().count("PutObject"))
                    .isEqualTo(2 * (objects.size() - MixedObjects.inParts(objects)));
        }
    }

    private static Map<String, String> prepared(Map<String, String> job) {
        job.put("multipartUploadThreshold", Long.toString(MixedObjects.PART));
        job.put("multipartUploadPartSize", Long.toString(MixedObjects.PART));
        job.put("countAhead", "false"); // what the copies ask is counted here
        return job;
    }

    private static JsonNode done(Typed typed, int objects) throws Exception {
        assertThat(typed.status()).as(typed.all()).isZero();
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("type").asText()).isEqualTo("summary");
        assertThat(summary.get("state").asText()).isEqualTo("done");
        assertThat(summary.get("listed").asLong()).isEqualTo(objects);
        assertThat(summary.get("failed").asLong()).isZero();
        assertThat(summary.get("copied").asLong() + summary.get("skipped").asLong())
                .isEqualTo(objects);
        return summary;
    }

    private static void expectContents(
            Map<String, Content> objects, SortedMap<String, String> copied) {
        assertThat(copied.keySet()).isEqualTo(objects.keySet());
        objects.forEach(
                (key, content) ->
                        assertThat(copied.get(key))
                                .as(key)
                                .isEqualTo(
                                        content.length()
                                                + " "
                                                + Long.toHexString(
                                                        content.checksum(ChecksumAlgorithm.CRC64_XZ)
                                                                .asLong())));
    }

    // A small object costs a GET and a PUT, one of n parts 2n + 2; the listings come on top.
    private static void expectRequests(
            Map<String, Content> objects, RequestLog source, RequestLog destination) {
        long parts = MixedObjects.parts(objects);
        long inParts = MixedObjects.inParts(objects);
        long small = objects.size() - inParts;
        expectNoHeadAndNoDelete(source);
        expectNoHeadAndNoDelete(destination);
        assertThat(source.count("GetObject")).isEqualTo(small + parts);
        assertThat(destination.count("PutObject")).isEqualTo(small);
        assertThat(destination.count("UploadPart")).isEqualTo(parts);
        long all = source.total() + destination.total();
        assertThat(all).isLessThanOrEqualTo(2 * small + listings(0.003) + 2 * parts + 2 * inParts);
    }

    private static void expectNoHeadAndNoDelete(RequestLog log) {
        assertThat(log.counts().keySet())
                .noneMatch(operation -> operation.startsWith("Head"))
                .noneMatch(operation -> operation.startsWith("Delete"))
                .noneMatch(operation -> operation.startsWith("Abort"));
    }

    // The figures hold for 20,000 objects; a bucket with fewer may use as many listings as that.
    private static long listings(double perObject) {
        return (long) Math.ceil(Math.max(SMALL, 20_000) * perObject);
    }
}
