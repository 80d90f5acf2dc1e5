package io.ossimport.bench;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.KeyShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stand-ins that every tool of a question talks to: a source bucket {@code source} of objects
 * that are made as they are read, and empty buckets {@code destination} that keep only sizes and
 * checksums.
 *
 * @param source S3
 * @param s3 S3 that knows the same key as the source
 * @param oss OSS
 * @param certificates a PEM file with the certificates of all three, or null when they speak plain
 *     HTTP
 */
record Clouds(FakeS3 source, FakeS3 s3, FakeOss oss, @Nullable Path certificates)
        implements AutoCloseable {

    /** How the objects of the source are named. */
    static final KeyShape KEYS = KeyShape.numbered("photos/", 10, ".jpg");

    static Clouds start(boolean tls, long objects, LongUnaryOperator size) throws IOException {
        CloudOptions options = CloudOptions.DEFAULT.withCountsOnly();
        if (tls) {
            options = options.withTls();
        }
        CloudOptions forgetful = options.withDiscardedBodies();
        FakeS3 source = FakeS3.start(options);
        FakeS3 s3 = FakeS3.start(forgetful);
        FakeOss oss = FakeOss.start(forgetful);
        Path certificates = null;
        if (tls) {
            certificates = Files.createTempFile("ossimport-bench", ".pem");
            Files.writeString(
                    certificates,
                    source.certificatePem() + s3.certificatePem() + oss.certificatePem());
        }
        Clouds clouds = new Clouds(source, s3, oss, certificates);
        clouds.source.createBucket("source").generate(objects, KEYS, size);
        clouds.s3.createBucket("destination");
        clouds.oss.createBucket("destination");
        return clouds;
    }

    /** Objects that have arrived at either destination so far, in one piece. */
    long objectsArrived() {
        return s3.requests().count("PutObject") + oss.requests().count("PutObject");
    }

    /** Bytes that have arrived at either destination so far, in whole objects or parts. */
    long bytesArrived() {
        return s3.requests().bytesWritten() + oss.requests().bytesWritten();
    }

    /**
     * Takes away what was written, past all rules, so that the next tool finds empty destinations.
     */
    void emptyDestinations() {
        for (FakeBucket bucket : List.of(s3.bucket("destination"), oss.bucket("destination"))) {
            List.copyOf(bucket.objects().keySet()).forEach(key -> bucket.remove(key.toString()));
        }
    }

    /** Forgets what was counted. */
    void reset() {
        source.requests().reset();
        s3.requests().reset();
        oss.requests().reset();
    }

    @Override
    public void close() {
        source.close();
        s3.close();
        oss.close();
    }
}
