package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.testkit.store.MemoryStore;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Gives the engine stores in memory, which a test filled before and looks at afterwards. */
public final class MemoryStores implements StoreFactory {

    private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

    /** Makes an empty store that jobs reach by the bucket {@code name}. */
    static MemoryStore create(String name) {
        MemoryStore store = new MemoryStore(name);
        STORES.put(name, store);
        return store;
    }

    /** The store that {@link #create} made under this name. */
    static MemoryStore get(String name) {
        return Objects.requireNonNull(STORES.get(name), name);
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public ObjectStore open(StoreSpec spec) throws InvalidConfigException {
        MemoryStore store = STORES.get(spec.bucket());
        if (store == null) {
            throw new InvalidConfigException("there is no store in memory named " + spec.bucket());
        }
        return store;
    }
}
