package io.ossimport.connectors.local;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.store.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest extends ObjectStoreContract {

    @TempDir Path root;

    @Override
    protected ObjectStore openStore() {
        // As a source, since a destination lists folders besides what was put.
        return new LocalStore(root, false, false);
    }

    @Override
    protected boolean losesAnswers() {
        return false;
    }
}
