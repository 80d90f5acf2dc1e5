package io.ossimport.connectors.s3;

import static io.ossimport.testkit.store.StoreCalls.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The contract against Gaul S3Proxy 4.1.0, which checks signatures and keeps objects as files in
 * memory. It cannot do this:
 *
 * <ul>
 *   <li>It refuses keys that lead out of their folder or begin with a slash, and an object {@code
 *       a/b} while {@code a} is one.
 *   <li>It takes {@code x//y} for {@code x/y} and {@code ./here} for {@code here}.
 *   <li>It makes a folder of {@code folder/}, which is read without an ETag, and the connector
 *       refuses what it cannot pin.
 *   <li>Its continuation token is the page's last key as it is; when XML cannot have one of its
 *       characters, the page breaks off, and the connector refuses such a page.
 *   <li>It lists in the order of UTF-16.
 *   <li>It answers the second completion of an upload like the first, as AWS does for some time.
 * </ul>
 */
class S3ProxyContractTest extends S3ServerContract {

    @Override
    String serverName() {
        return "s3proxy";
    }

    @Override
    List<String> arguments(int port, Path folder) throws Exception {
        Path settings = folder.resolve("s3proxy.conf");
        Files.writeString(
                settings,
                String.join(
                        "\n",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "s3proxy.authorization=aws-v4",
                        "s3proxy.identity=" + CREDENTIALS.accessKeyId(),
                        "s3proxy.credential=" + CREDENTIALS.secretKey().reveal(),
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=",
                        "jclouds.credential="));
        Path log = folder.resolve("logback.xml");
        Files.writeString(
                log,
                """
                <configuration>
                    <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%d %level %logger - %msg%n</pattern></encoder>
                    </appender>
                    <root level="INFO"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
        return List.of(
                "-Dlogback.configurationFile=" + log,
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString());
    }

    @Override
    protected Set<Key> keysTheServerRefuses() {
        return Set.of(Key.of("dot/../w"), Key.of("../x"), Key.of("/lead"));
    }

    @Override
    protected Set<Key> keysTheServerMistakes() {
        return Set.of(
                Key.of("folder/"),
                Key.of("x//y"),
                Key.of("./here"),
                Key.of("control-\u0001"),
                Key.of("non-character-\uFFFE"));
    }

    @Test
    void aSignatureWithAnotherSecretIsRefused() throws Exception {
        Credentials wrong =
                new Credentials(CREDENTIALS.accessKeyId(), Secret.of("another"), Secret.of(""));
        try (ObjectStore store =
                S3Stores.open(endpoint(), "us-east-1", "bucket-1", wrong, Map.of())) {
            awaitFailure(
                    store.list(new ListRequest(Key.EMPTY, Key.EMPTY, null, 1)),
                    StoreException.Kind.BAD_CREDENTIALS);
        }
    }

    @Test
    void anObjectBelowAnObjectIsAnErrorAndNotLost() throws Exception {
        calls().put(Key.of("a"), new byte[1]);
        assertThatThrownBy(() -> calls().put(Key.of("a/b"), new byte[2]))
                .isInstanceOf(StoreException.class);
        assertThat(calls().read(Key.of("a"))).isEqualTo(new byte[1]);
    }

    @Override
    protected boolean takesAnObjectBesideItsFolder() {
        return false;
    }

    @Override
    protected boolean listsInOrderOfUtf16() {
        return true;
    }

    @Override
    protected boolean completesAgain() {
        return true;
    }
}
