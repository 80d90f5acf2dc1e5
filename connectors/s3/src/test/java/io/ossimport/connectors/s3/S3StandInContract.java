package io.ossimport.connectors.s3;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.store.ObjectStoreContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract against the strict stand-in; each test gets a bucket of its own on one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3StandInContract extends ObjectStoreContract {
    private final AtomicInteger buckets = new AtomicInteger();
    private FakeS3 s3;

    abstract FakeS3 start();

    abstract Map<String, String> options() throws Exception;

    FakeS3 s3() {
        return s3;
    }

    @BeforeAll
    void startServer() {
        s3 = start();
    }

    @AfterAll
    void stopServer() {
        s3.close();
    }

    @Override
    protected ObjectStore openStore() throws Exception {
        String bucket = "bucket-" + buckets.incrementAndGet();
        s3.createBucket(bucket);
        return S3Stores.open(s3, bucket, options());
    }

    @Override
    protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
        return Optional.of(S3Stores.open(s3, "bucket-of-nobody", options()));
    }
}
