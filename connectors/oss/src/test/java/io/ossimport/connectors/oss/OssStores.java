package io.ossimport.connectors.oss;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.Secret;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.wire.store.LiveCredentials;
import java.time.Clock;
import java.util.Map;

/** Opens stores for tests. */
final class OssStores {

    private OssStores() {}

    /** A store of a stand-in's bucket, with the stand-in's key. */
    static ObjectStore open(FakeOss oss, String bucket, Map<String, String> options)
            throws InvalidConfigException {
        return open(
                oss.endpoint(),
                oss.region(),
                bucket,
                new Credentials(
                        oss.accessKeyId(),
                        Secret.of(oss.secretKey()),
                        Secret.of(oss.securityToken())),
                options);
    }

    static ObjectStore open(
            String endpoint,
            String region,
            String bucket,
            Credentials credentials,
            Map<String, String> options)
            throws InvalidConfigException {
        OssStoreConfig config =
                OssStoreConfig.of(
                        new StoreSpec(
                                "oss",
                                endpoint,
                                region,
                                bucket,
                                "",
                                CredentialsSource.ANONYMOUS,
                                options));
        CredentialsProvider provider = CredentialsProvider.fixed(credentials);
        return new OssStore(
                config, new LiveCredentials(provider, config.name()), Clock.systemUTC());
    }
}
