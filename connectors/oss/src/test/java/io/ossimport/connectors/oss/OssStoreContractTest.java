package io.ossimport.connectors.oss;

import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeOss;
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

/** The contract against the strict stand-in, in the ways in which OSS is reached. */
class OssStoreContractTest {

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    /** Each test gets a bucket of its own on one server. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnStandIn extends ObjectStoreContract {
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
            String bucket = "bucket-" + BUCKETS.incrementAndGet();
            oss.createBucket(bucket);
            return OssStores.open(oss, bucket, options());
        }

        @Override
        protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
            return Optional.of(OssStores.open(oss, "bucket-of-nobody", options()));
        }
    }

    /** Signature V4 and a session token over TLS, the bucket in the host's name. */
    @Nested
    class EncryptedWithV4 extends OnStandIn {
        @TempDir Path folder;

        @Override
        FakeOss start() {
            return FakeOss.start(
                    CloudOptions.DEFAULT
                            .withTls()
                            .withCredentials("temporary-key", "temporary-secret", "token/+="));
        }

        @Override
        Map<String, String> options() throws Exception {
            Path certificate = folder.resolve("ca.pem");
            Files.writeString(certificate, oss().certificatePem());
            return Map.of(
                    "signatureVersion", "v4",
                    "pathStyle", "false",
                    "trustCertificates", certificate.toString());
        }
    }

    /** Signature V1 over plain HTTP, the bucket in the path of a loopback address. */
    @Nested
    class PlainWithV1 extends OnStandIn {
        @Override
        FakeOss start() {
            return FakeOss.start();
        }

        @Override
        Map<String, String> options() {
            return Map.of("signatureVersion", "v1");
        }
    }
}
