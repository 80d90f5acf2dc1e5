package io.ossimport.engine;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.cloud.FaultScript;
import io.ossimport.testkit.cloud.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A stand-in of either kind with one bucket, and the real connector for it.
 *
 * @param end closes it
 * @param bucket the one there is
 * @param spec names it to the connector
 */
record Cloud(
        Runnable end, FakeBucket bucket, FaultScript faults, RequestLog requests, StoreSpec spec)
        implements AutoCloseable {

    /** The kinds of stand-ins. */
    enum Type {
        S3,
        OSS
    }

    private static final String BUCKET = "photos";

    /**
     * Starts one.
     *
     * @param folder takes a file with the keys
     */
    static Cloud start(Type type, CloudOptions options, Path folder) {
        if (type == Type.S3) {
            FakeS3 s3 = FakeS3.start(options);
            StoreSpec spec = spec("s3", s3.endpoint(), s3.region(), options, folder);
            return new Cloud(s3::close, s3.createBucket(BUCKET), s3.faults(), s3.requests(), spec);
        }
        FakeOss oss = FakeOss.start(options);
        StoreSpec spec = spec("oss", oss.endpoint(), oss.region(), options, folder);
        return new Cloud(oss::close, oss.createBucket(BUCKET), oss.faults(), oss.requests(), spec);
    }

    private static StoreSpec spec(
            String type, String endpoint, String region, CloudOptions options, Path folder) {
        Path keys = folder.resolve(type + ".cfg");
        try {
            Files.writeString(
                    keys,
                    "srcAccessKey=%s%nsrcSecretKey=%s%n"
                            .formatted(options.accessKeyId(), options.secretKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoreSpec(
                type,
                endpoint,
                region,
                BUCKET,
                "",
                new CredentialsSource(CredentialsSource.Kind.JOB_FILE_SOURCE, keys.toString()),
                Map.of());
    }

    ObjectStore open() throws InvalidConfigException {
        return StoreFactory.openStore(spec);
    }

    /** Opens it with these options of the connector. */
    ObjectStore open(Map<String, String> options) throws InvalidConfigException {
        return StoreFactory.openStore(
                new StoreSpec(
                        spec.type(),
                        spec.endpoint(),
                        spec.region(),
                        spec.bucket(),
                        spec.prefix(),
                        spec.credentials(),
                        options));
    }

    @Override
    public void close() {
        end.run();
    }
}
