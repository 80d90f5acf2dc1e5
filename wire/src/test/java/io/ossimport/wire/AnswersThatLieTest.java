package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.BAD_ANSWER;
import static io.ossimport.core.store.StoreException.Kind.CONTENT_INCOMPLETE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that contradicts itself or HTTP is refused, and what it says is never used. */
class AnswersThatLieTest extends WireTest {

    private static final String OK_2 = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: -5",
                "Content-Length: +5",
                "Content-Length: 5x",
                "Content-Length: 0x5",
                "Content-Length:",
                "Content-Length: 9223372036854775808",
                "Content-Length: 99999999999999999999999999",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: identity",
            })
    void badLengthIsABadAnswerNotAGuess(String headers) throws Exception {
        try (var server =
                ScriptedServer.answering("HTTP/1.1 200 OK\r\n" + headers + "\r\n\r\nhello")) {
            failure(wire().exchange(get(server), MANY), BAD_ANSWER);
        }
    }

    @Test
    void oldHttpHasNoChunks() throws Exception {
        String head = "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (var server = ScriptedServer.answering(head + "0\r\n\r\n")) {
            failure(wire().exchange(get(server), MANY), BAD_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "<html>\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
            })
    void whatIsNotAnAnswerIsABadAnswer(String sent) throws Exception {
        try (var server = ScriptedServer.answering(sent)) {
            failure(wire().send(get(server)), BAD_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5\r\nhello\r\n0\r\n\r\n",
                "z\r\nhello\r\n0\r\n\r\n",
                "80000000\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloXX\r\n0\r\n\r\n"
            })
    void brokenChunksAreNeverAWholeBody(String chunks) throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (var server = ScriptedServer.answering(head + chunks)) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            var end = Bodies.Taker.all(response.body()).end();
            assertThat(end).failsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void endlessHeadIsRefused() throws Exception {
        String line = "X-Filler: " + "x".repeat(1000) + "\r\n";
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 200 OK\r\n");
                            while (true) {
                                peer.send(line);
                            }
                        })) {
            failure(wire().send(get(server)), BAD_ANSWER);
        }
    }

    @Test
    void interimAnswersAreSkipped() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
        try (var server = ScriptedServer.answering(interim + OK_2)) {
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(new String(reply.body(), StandardCharsets.US_ASCII)).isEqualTo("ok");
        }
    }

    @Test
    void endlessInterimAnswersAreRefused() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            while (true) {
                                peer.send("HTTP/1.1 100 Continue\r\n\r\n");
                            }
                        })) {
            failure(wire().send(get(server)), BAD_ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "surplus",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Le"
            })
    void bytesAfterAnAnswerAreNeverTheNextAnswer(String surplus) throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            while (true) {
                                peer.readHead();
                                peer.send(OK_2 + surplus);
                            }
                        })) {
            for (int i = 1; i <= 3; i++) {
                WireReply reply = Bodies.get(wire(oneConnection()).exchange(get(server), MANY));
                assertThat(new String(reply.body(), StandardCharsets.US_ASCII)).isEqualTo("ok");
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsAnAnswerAndNeverFollowed(int status) throws Exception {
        try (var other = ScriptedServer.answering(OK_2);
                var server =
                        ScriptedServer.answering(
                                "HTTP/1.1 "
                                        + status
                                        + " Moved\r\nContent-Length: 0\r\nLocation: "
                                        + other.endpoint()
                                        + "/\r\n\r\n")) {
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers().get("location")).isEqualTo(other.endpoint() + "/");
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void compressedBytesStayAsTheyCame() throws Exception {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            assertThat(peer.readHead()).contains("accept-encoding: identity\r\n");
                            peer.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
                            peer.send("Content-Length: 10\r\n\r\n");
                            peer.send(gzip);
                        })) {
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(reply.body()).isEqualTo(gzip);
            assertThat(reply.headers().get("content-encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void failureInTheMiddleOfABodyIsToldAfterTheHead() throws Exception {
        try (var server =
                ScriptedServer.answering("HTTP/1.1 500 Oh\r\nContent-Length: 10\r\n\r\nabc")) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            assertThat(response.status()).isEqualTo(500);
            failure(response.collect(MANY), CONTENT_INCOMPLETE);
        }
    }

    private static WireConfig oneConnection() {
        return CONFIG.withEventLoops(1).withMaxConnectionsPerEndpoint(1);
    }
}
