package io.ossimport.connectors.s3;

import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.wire.store.LiveCredentials;
import java.time.Clock;

/** Opens S3 buckets. */
public final class S3StoreFactory implements StoreFactory {

    @Override
    public String type() {
        return "s3";
    }

    @Override
    public ObjectStore open(StoreSpec spec) throws InvalidConfigException {
        S3StoreConfig config = S3StoreConfig.of(spec);
        LiveCredentials credentials =
                new LiveCredentials(provider(spec.credentials()), config.name());
        return new S3Store(config, credentials, Clock.systemUTC());
    }

    private static CredentialsProvider provider(CredentialsSource source) {
        return source.kind() == CredentialsSource.Kind.VENDOR_CHAIN
                ? new AwsCredentials(source.detail())
                : source.provider();
    }
}
