package io.ossimport.connectors.s3;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeS3;
import io.ossimport.testkit.store.ObjectStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract against the strict stand-in, in the ways in which S3 is reached. */
class S3StoreContractTest {

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    /** Each test gets a bucket of its own on one server. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnStandIn extends ObjectStoreContract {
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
            String bucket = "bucket-" + BUCKETS.incrementAndGet();
            s3.createBucket(bucket);
            return S3Stores.open(s3, bucket, options());
        }

        @Override
        protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
            return Optional.of(S3Stores.open(s3, "bucket-of-nobody", options()));
        }
    }

    /** As any S3-compatible store is reached: path style, bodies signed, MD5. */
    @Nested
    class PlainAndCompatible extends OnStandIn {
        @Override
        FakeS3 start() {
            return FakeS3.start(CloudOptions.DEFAULT.withoutChecksums());
        }

        @Override
        Map<String, String> options() {
            return Map.of();
        }
    }

    /** As AWS is reached: TLS, the bucket in the host's name, bodies unsigned, CRC-64/NVME. */
    @Nested
    class EncryptedAndLikeAws extends OnStandIn {
        @TempDir Path folder;

        @Override
        FakeS3 start() {
            return FakeS3.start(CloudOptions.DEFAULT.withTls());
        }

        @Override
        Map<String, String> options() throws Exception {
            Path certificate = folder.resolve("ca.pem");
            Files.writeString(certificate, s3().certificatePem());
            return Map.of(
                    "pathStyle", "false",
                    "checksums", "nvme",
                    "trustCertificates", certificate.toString());
        }
    }
}
