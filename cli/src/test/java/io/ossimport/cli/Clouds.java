package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A stand-in S3 and a stand-in OSS, and job files for them, with secrets that must not be seen. */
final class Clouds implements AutoCloseable {

    final FakeS3 s3;
    final FakeOss oss;
    private final Path folder;

    private Clouds(FakeS3 s3, FakeOss oss, Path folder) {
        this.s3 = s3;
        this.oss = oss;
        this.folder = folder;
    }

    /** Both with these options, besides their credentials; state and job files go into folder. */
    static Clouds start(Path folder, CloudOptions s3, CloudOptions oss) {
        return new Clouds(
                FakeS3.start(s3.withCredentials("AKIDSOURCE", Canary.secret("SourceSecret"), "")),
                FakeOss.start(oss.withCredentials("LTAIDEST", Canary.secret("DestSecret"), "")),
                folder);
    }

    static Clouds start(Path folder) {
        return start(folder, CloudOptions.DEFAULT, CloudOptions.DEFAULT);
    }

    /** The keys of a job from {@code source} on S3 to {@code destination} on OSS. */
    Map<String, String> s3ToOss(FakeBucket source, FakeBucket destination) {
        Map<String, String> job = new LinkedHashMap<>();
        job.put("srcType", "s3");
        s3End("src", source, job);
        ossEnd("dest", destination, job);
        return job;
    }

    /** The keys of a job from {@code source} on OSS to {@code destination} on S3. */
    Map<String, String> ossToS3(FakeBucket source, FakeBucket destination) {
        Map<String, String> job = new LinkedHashMap<>();
        job.put("srcType", "oss");
        ossEnd("src", source, job);
        job.put("destType", "s3");
        s3End("dest", destination, job);
        return job;
    }

    Map<String, String> localToOss(Path source, FakeBucket destination) {
        Map<String, String> job = new LinkedHashMap<>();
        job.put("srcType", "local");
        job.put("srcPrefix", source + "/");
        ossEnd("dest", destination, job);
        return job;
    }

    Map<String, String> s3ToLocal(FakeBucket source, Path destination) {
        Map<String, String> job = new LinkedHashMap<>();
        job.put("srcType", "s3");
        s3End("src", source, job);
        job.put("destType", "local");
        job.put("destPrefix", destination + "/");
        return job;
    }

    private void s3End(String end, FakeBucket bucket, Map<String, String> job) {
        job.put(end + "Domain", s3.endpoint());
        job.put(end + "Region", s3.region());
        job.put(end + "Bucket", bucket.name());
        job.put(end + "AccessKey", s3.accessKeyId());
        job.put(end + "SecretKey", s3.secretKey());
    }

    private void ossEnd(String end, FakeBucket bucket, Map<String, String> job) {
        job.put(end + "Domain", oss.endpoint());
        job.put(end + "Region", oss.region());
        job.put(end + "Bucket", bucket.name());
        job.put(end + "AccessKey", oss.accessKeyId());
        job.put(end + "SecretKey", oss.secretKey());
    }

    /** Writes a job file with these keys. */
    Path write(String jobName, Map<String, String> job) throws IOException {
        Path file = folder.resolve(jobName + ".cfg");
        String lines =
                job.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        String all = "jobName=" + jobName + "\nworkingDir=" + workingDir() + "\n" + lines;
        return Files.writeString(file, all, StandardCharsets.UTF_8);
    }

    Path workingDir() {
        return folder.resolve("state");
    }

    /** Runs {@code ossimport run} on a job file with these keys. */
    Typed run(String jobName, Map<String, String> job, String... more) throws IOException {
        String[] words = new String[2 + more.length];
        words[0] = "run";
        words[1] = write(jobName, job).toString();
        System.arraycopy(more, 0, words, 2, more.length);
        Typed typed = Typed.command(words);
        assertThat(typed.all()).doesNotContain(Canary.TEXT);
        return typed;
    }

    /** Ends the stand-ins, and sees that no secret of theirs got into the state of any job. */
    @Override
    public void close() throws IOException {
        oss.close();
        s3.close();
        assertThat(Canary.findIn(workingDir())).as("files with a secret in them").isEmpty();
    }
}
