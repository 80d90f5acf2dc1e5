package io.ossimport.connectors.oss;

import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.wire.store.LiveCredentials;
import java.time.Clock;

/** Opens OSS buckets. */
public final class OssStoreFactory implements StoreFactory {

    @Override
    public String type() {
        return "oss";
    }

    @Override
    public ObjectStore open(StoreSpec spec) throws InvalidConfigException {
        OssStoreConfig config = OssStoreConfig.of(spec);
        LiveCredentials credentials =
                new LiveCredentials(provider(spec.credentials()), config.name());
        return new OssStore(config, credentials, Clock.systemUTC());
    }

    private static CredentialsProvider provider(CredentialsSource source) {
        return source.kind() == CredentialsSource.Kind.VENDOR_CHAIN
                ? new AlibabaCredentials(source.detail())
                : source.provider();
    }
}
