package io.ossimport.testkit.store;

import io.ossimport.core.store.ObjectStore;

/**
 * What every store must do. A connector's test extends it; each test opens a store of its own. It
 * asks {@link ObjectStore#capabilities} and nothing else about who it is testing.
 */
public abstract class ObjectStoreContract {

    /** Opens an empty store; called once for each test. */
    protected abstract ObjectStore openStore() throws Exception;
}
