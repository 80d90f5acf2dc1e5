package io.ossimport.cli.demo;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.RequestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;

/** A stand-in S3 with a full bucket and a stand-in OSS with an empty one, on loopback. */
public final class DemoClouds implements AutoCloseable {

    private static final String SOURCE_BUCKET = "demo-photos";
    private static final String DESTINATION_BUCKET = "demo-photos-cn";

    private final FakeS3 s3;
    private final FakeOss oss;
    private final FakeBucket source;

    private DemoClouds(FakeS3 s3, FakeOss oss) {
        this.s3 = s3;
        this.oss = oss;
        this.source = s3.createBucket(SOURCE_BUCKET);
        oss.createBucket(DESTINATION_BUCKET);
    }

    /** Starts both. */
    public static DemoClouds start() {
        CloudOptions options = CloudOptions.DEFAULT.withCountsOnly();
        FakeS3 s3 = FakeS3.start(options);
        try {
            return new DemoClouds(s3, FakeOss.start(options));
        } catch (RuntimeException e) {
            s3.close();
            throw e;
        }
    }

    public FakeBucket source() {
        return source;
    }

    public String sourceEndpoint() {
        return s3.endpoint();
    }

    /** {@code GetObject 3,001, ListObjectsV2 4; 1.4 GiB read}. */
    public String sourceRecords() {
        return counts(s3.requests());
    }

    public String destinationRecords() {
        return counts(oss.requests());
    }

    /** Writes OssImport's job file for this migration into {@code folder}, for its owner only. */
    public Path writeJobFile(Path folder) throws IOException {
        Path file = folder.resolve("job.cfg");
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, jobFile(), StandardCharsets.UTF_8);
    }

    private String jobFile() {
        return String.join(
                        "\n",
                        "# A job of OssImport: S3 to OSS, with the stand-ins of \"ossimport demo\".",
                        "jobName=demo",
                        "jobType=import",
                        "srcType=s3",
                        "srcDomain=" + s3.endpoint(),
                        "srcBucket=" + SOURCE_BUCKET,
                        "srcPrefix=",
                        "srcAccessKey=" + s3.accessKeyId(),
                        "srcSecretKey=" + s3.secretKey(),
                        "destDomain=" + oss.endpoint(),
                        "destBucket=" + DESTINATION_BUCKET,
                        "destPrefix=",
                        "destAccessKey=" + oss.accessKeyId(),
                        "destSecretKey=" + oss.secretKey(),
                        "isSkipExistFile=true",
                        "",
                        "# The stand-ins' regions; the real ones are found out by themselves.",
                        "srcRegion=" + s3.region(),
                        "destRegion=" + oss.region())
                + "\n";
    }

    private static String counts(RequestLog log) {
        return log.counts().entrySet().stream()
                .map(entry -> String.format("%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        oss.close();
        s3.close();
    }
}
