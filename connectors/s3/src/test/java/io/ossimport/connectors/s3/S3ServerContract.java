package io.ossimport.connectors.s3;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.store.ObjectStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract against a server that others wrote; each test gets a bucket of its own on one
 * server. What the server cannot do, its test says by overriding a method of the contract.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3ServerContract extends ObjectStoreContract {

    static final Credentials CREDENTIALS =
            new Credentials("local-id", Secret.of("local-secret"), Secret.of(""));

    private final AtomicInteger buckets = new AtomicInteger();
    private ServerProcess server;
    private String endpoint;

    /** The folder in {@code servers} that makes its class path. */
    abstract String serverName();

    /** The properties of its JVM, its main class and what that one is given. */
    abstract List<String> arguments(int port, Path folder) throws Exception;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        int port = ServerProcess.freePort();
        endpoint = "http://127.0.0.1:" + port;
        server = ServerProcess.start(serverName(), folder, arguments(port, folder));
        server.awaitAnswer(endpoint);
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    final String endpoint() {
        return endpoint;
    }

    @Override
    protected ObjectStore openStore() throws Exception {
        String bucket = "bucket-" + buckets.incrementAndGet();
        S3Stores.createBucket(endpoint, bucket, CREDENTIALS);
        return open(bucket);
    }

    @Override
    protected Optional<ObjectStore> openStoreOfMissingBucket() throws Exception {
        return Optional.of(open("bucket-of-nobody"));
    }

    private ObjectStore open(String bucket) throws Exception {
        return S3Stores.open(endpoint, "us-east-1", bucket, CREDENTIALS, Map.of());
    }
}
