package io.ossimport.connectors.s3;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.Secret;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.wire.store.LiveCredentials;
import java.time.Clock;
import java.util.Map;

/** Opens stores for tests. */
final class S3Stores {

    private S3Stores() {}

    /** A store of a stand-in's bucket, with the stand-in's key. */
    static ObjectStore open(FakeS3 s3, String bucket, Map<String, String> options)
            throws InvalidConfigException {
        return open(
                s3.endpoint(),
                s3.region(),
                bucket,
                new Credentials(
                        s3.accessKeyId(), Secret.of(s3.secretKey()), Secret.of(s3.securityToken())),
                options);
    }

    static ObjectStore open(
            String endpoint,
            String region,
            String bucket,
            Credentials credentials,
            Map<String, String> options)
            throws InvalidConfigException {
        S3StoreConfig config =
                S3StoreConfig.of(
                        new StoreSpec(
                                "s3",
                                endpoint,
                                region,
                                bucket,
                                "",
                                CredentialsSource.ANONYMOUS,
                                options));
        CredentialsProvider provider = CredentialsProvider.fixed(credentials);
        return new S3Store(config, new LiveCredentials(provider, config.name()), Clock.systemUTC());
    }
}
