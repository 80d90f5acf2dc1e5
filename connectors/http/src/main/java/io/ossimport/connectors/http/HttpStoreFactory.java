package io.ossimport.connectors.http;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.wire.store.StoreOptions;
import java.util.Set;

/** Opens what can be read by URLs. */
public final class HttpStoreFactory implements StoreFactory {

    @Override
    public String type() {
        return "http";
    }

    @Override
    public ObjectStore open(StoreSpec spec) throws InvalidConfigException {
        return new HttpStore(new StoreOptions(spec, Set.of()).wire());
    }
}
