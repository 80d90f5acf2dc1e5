package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.Secret;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.store.StoreCalls;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.store.LiveCredentials;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
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
        S3StoreConfig config = config(endpoint, region, bucket, options);
        return new S3Store(config, live(config, credentials), Clock.systemUTC());
    }

    /** Makes a bucket at a server that is no stand-in of ours. */
    static void createBucket(String endpoint, String bucket, Credentials credentials)
            throws Exception {
        S3StoreConfig config = config(endpoint, "us-east-1", bucket, Map.of());
        try (SignedClient client =
                new SignedClient(
                        HttpWire.create(config.wire()),
                        new S3Errors(config),
                        new S3Signer(),
                        live(config, credentials),
                        Clock.systemUTC(),
                        config.site())) {
            StoreCall create =
                    StoreCall.of("create", "PUT", Key.EMPTY, new Query(), new DefaultHttpHeaders())
                            .withContent(new byte[0]);
            StoreCalls.await(client.exchange(create, 65536));
        }
    }

    private static S3StoreConfig config(
            String endpoint, String region, String bucket, Map<String, String> options)
            throws InvalidConfigException {
        return S3StoreConfig.of(
                new StoreSpec(
                        "s3", endpoint, region, bucket, "", CredentialsSource.ANONYMOUS, options));
    }

    private static LiveCredentials live(S3StoreConfig config, Credentials credentials) {
        return new LiveCredentials(CredentialsProvider.fixed(credentials), config.name());
    }
}
