package io.ossimport.connectors.oss;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.FakeOss;
import io.ossimport.testkit.store.ObjectStoreContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract against the strict stand-in; each test gets a bucket of its own on one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OssStandInContract extends ObjectStoreContract {
    private final AtomicInteger buckets = new AtomicInteger();
    private FakeOss oss;

    abstract FakeOss start();

    abstract Map<String, String> options() throws Exception;

    FakeOss oss() {
        return oss;
    }

    @BeforeAll
    void startServer() {
        oss = start();
    }

    @AfterAll
    void stopServer() {
        oss.close();
    }

    @Override
    protected ObjectStore openStore() throws Exception {
        String bucket = "bucket-" + buckets.incrementAndGet();
        oss.createBucket(bucket);
        return OssStores.open(oss, bucket, options());
    }

    @Override
    protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
        return Optional.of(OssStores.open(oss, "bucket-of-nobody", options()));
    }
}
