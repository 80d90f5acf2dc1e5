package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.CONTENT_INCOMPLETE;
import static io.ossimport.core.store.StoreException.Kind.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.ssl.OpenSsl;
import io.ossimport.wire.Bodies.Pieces;
import io.ossimport.wire.Bodies.Taker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and names are checked, always. */
class TlsTest extends WireTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir private static Path folder;
    private static TestCertificate certificate;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(folder, "dns:localhost,ip:127.0.0.1");
    }

    @Test
    void nativeTlsIsUsedWhereItLoads() {
        assertThat(OpenSsl.isAvailable()).as("the tests bring the native library").isTrue();
    }

    @Test
    void certificateOfTheFileIsTrusted() throws Exception {
        try (var server = tls(peer -> answerForEver(peer))) {
            for (int i = 0; i < 3; i++) {
                WireReply reply = Bodies.get(wire(trusting()).exchange(secure(server), MANY));
                assertThat(reply.body()).hasSize(2);
            }
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void certificateOfNobodyIsNotTrusted() throws Exception {
        try (var server = tls(peer -> answerForEver(peer))) {
            assertThat(failure(wire().send(secure(server)), UNREACHABLE))
                    .hasMessageContaining("the certificate of 127.0.0.1:")
                    .hasMessageContaining("is not trusted");
        }
    }

    @Test
    void certificateOfAnotherHostIsNotTrusted() throws Exception {
        TestCertificate other =
                TestCertificate.make(
                        Files.createDirectory(folder.resolve("other")), "dns:example.com");
        try (var server =
                ScriptedServer.startOn(
                        other.sockets().createServerSocket(), peer -> answerForEver(peer))) {
            WireConfig trusting = CONFIG.withTrustCertificatesFile(other.pem().toString());
            failure(wire(trusting).send(secure(server)), UNREACHABLE);
        }
    }

    @Test
    void trustFileThatIsNotThereIsTold() throws Exception {
        try (var server = tls(peer -> answerForEver(peer))) {
            WireConfig trusting = CONFIG.withTrustCertificatesFile("/no/such.pem");
            assertThat(failure(wire(trusting).send(secure(server)), UNREACHABLE))
                    .hasMessageContaining("/no/such.pem");
        }
    }

    @Test
    void serverWithoutTlsIsTold() throws Exception {
        try (var server = ScriptedServer.start(peer -> peer.send(OK + OK))) {
            assertThat(failure(wire().send(secure(server)), UNREACHABLE))
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void bodiesGoBothWays() throws Exception {
        Pieces body = Pieces.whole(1 << 16, 160);
        CompletableFuture<Integer> arrived = new CompletableFuture<>();
        try (var server =
                tls(
                        peer -> {
                            peer.readHead();
                            arrived.complete(peer.read((int) body.length()).length);
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
                            peer.send(new byte[10_000_000]);
                        })) {
            var request =
                    new WireRequest(
                            tlsEndpoint(server), "PUT", "/a", new DefaultHttpHeaders(), body);
            WireReply reply = Bodies.get(wire(trusting()).exchange(request, 10_000_000));
            assertThat(reply.body()).hasSize(10_000_000);
            assertThat(Bodies.get(arrived)).isEqualTo((int) body.length());
            assertThat(body.released).hasValue(160);
        }
    }

    @Test
    void cutConnectionIsIncompleteOverTlsToo() throws Exception {
        try (var server =
                tls(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
                        })) {
            WireResponse response = Bodies.get(wire(trusting()).send(secure(server)));
            failure(Taker.all(response.body()).end(), CONTENT_INCOMPLETE);
        }
    }

    private static WireConfig trusting() {
        return CONFIG.withTrustCertificatesFile(certificate.pem().toString());
    }

    private static ScriptedServer tls(ScriptedServer.Script script) throws Exception {
        return ScriptedServer.startOn(certificate.sockets().createServerSocket(), script);
    }

    private static Endpoint tlsEndpoint(ScriptedServer server) {
        return new Endpoint(true, "127.0.0.1", server.endpoint().port());
    }

    private static WireRequest secure(ScriptedServer server) {
        return get(tlsEndpoint(server), "/a?signature=CANARY");
    }

    private static void answerForEver(ScriptedServer.Peer peer) throws java.io.IOException {
        while (true) {
            peer.readHead();
            peer.send(OK);
        }
    }
}
