package io.ossimport.bench;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.KeyShape;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The stand-ins that every tool of a question talks to: a source bucket {@code source} of objects that are made as they are read,
 * and empty buckets {@code destination} that keep only sizes and checksums.
 *
 * @param source S3
 * @param s3 S3 that knows the same key as the source
 * @param oss OSS
 */
record Clouds(FakeS3 source, FakeS3 s3, FakeOss oss) implements AutoCloseable {

    /** How the objects of the source are named. */
    static final KeyShape KEYS = KeyShape.numbered("photos/", 10, ".jpg");

    static Clouds start(boolean tls, long objects, LongUnaryOperator size) {
        CloudOptions options = CloudOptions.DEFAULT.withCountsOnly();
        if (tls) {
            options = options.withTls();
        }
        CloudOptions forgetful = options.withDiscardedBodies();
        Clouds clouds =
                new Clouds(
                        FakeS3.start(options), FakeS3.start(forgetful), FakeOss.start(forgetful));
        clouds.source
                .createBucket("source")
                .generate(objects, KEYS, size);
        clouds.s3.createBucket("destination");
        clouds.oss.createBucket("destination");
        return clouds;
    }

    /** Objects and parts that have arrived at either destination so far. */
    long arrived() {
        return s3.requests().count("PutObject")
                + s3.requests().count("UploadPart")
                + oss.requests().count("PutObject")
                + oss.requests().count("UploadPart");
    }

    /** Takes away what was written, past all rules, so that the next tool finds empty destinations. */
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
