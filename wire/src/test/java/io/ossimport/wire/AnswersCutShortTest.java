package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.BAD_ANSWER;
import static io.ossimport.core.store.StoreException.Kind.CONTENT_INCOMPLETE;
import static io.ossimport.core.store.StoreException.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.ossimport.core.store.Body;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that ends early is an error, wherever and however it ends. */
class AnswersCutShortTest extends WireTest {

    private static final String HEAD_1000 = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 999})
    void shortBodyIsIncompleteNotShort(int sent) throws Exception {
        try (var server = ScriptedServer.answering(HEAD_1000 + "x".repeat(sent))) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            assertThat(response.body().length()).isEqualTo(1000);
            var error = failure(Bodies.Taker.all(response.body()).end(), CONTENT_INCOMPLETE);
            assertThat(error).hasMessageContaining("after " + sent + " of 1000 bytes");
        }
    }

    @Test
    void wholeBodyIsWhole() throws Exception {
        try (var server = ScriptedServer.answering(HEAD_1000 + "x".repeat(1000))) {
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(reply.body()).hasSize(1000);
        }
    }

    @Test
    void resetInTheBodyIsIncomplete() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000 + "x".repeat(10));
                            peer.stall();
                        })) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            Bodies.Taker taker = Bodies.Taker.all(response.body());
            taker.awaitBytes(10);
            server.resetAll();
            failure(taker.end(), CONTENT_INCOMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5\r\n", "5\r\nhel", "5\r\nhello\r\n", "5\r\nhello\r\n0\r\n"})
    void truncatedChunkedBodyIsIncomplete(String sent) throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (var server = ScriptedServer.answering(head + sent)) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            assertThat(response.body().length()).isEqualTo(Body.UNKNOWN_LENGTH);
            assertThat(response.endsWithConnection()).isFalse();
            failure(Bodies.Taker.all(response.body()).end(), CONTENT_INCOMPLETE);
        }
    }

    @Test
    void wholeChunkedBodyIsWhole() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
        try (var server = ScriptedServer.answering(head + chunks)) {
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(new String(reply.body(), StandardCharsets.US_ASCII))
                    .isEqualTo("hello world");
        }
    }

    @Test
    void bodyThatEndsWithTheConnectionSaysThatItCannotShowTruncation() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\nhello")) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            assertThat(response.body().length()).isEqualTo(Body.UNKNOWN_LENGTH);
            assertThat(response.endsWithConnection()).isTrue();
            assertThat(Bodies.get(Bodies.Taker.all(response.body()).end())).isEqualTo(5);
        }
    }

    @Test
    void bodyThatEndsWithAResetIsIncompleteEvenWithoutALength() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                            peer.stall();
                        })) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            Bodies.Taker taker = Bodies.Taker.all(response.body());
            taker.awaitBytes(5);
            server.resetAll();
            failure(taker.end(), CONTENT_INCOMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Le"})
    void noWholeHeadIsUnavailable(String sent) throws Exception {
        try (var server = ScriptedServer.answering(sent)) {
            failure(wire().send(get(server)), UNAVAILABLE);
        }
    }

    @Test
    void answersWithoutABodyAreEmpty() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
        try (var server = ScriptedServer.answering(head)) {
            var request =
                    new WireRequest(
                            server.endpoint(), "HEAD", "/a", new DefaultHttpHeaders(), null);
            WireReply reply = Bodies.get(wire().exchange(request, MANY));
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers().get("content-length")).isEqualTo("1000");
        }
        for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
            try (var server = ScriptedServer.answering("HTTP/1.1 " + status + "\r\n\r\n")) {
                assertThat(Bodies.get(wire().exchange(get(server), MANY)).body()).isEmpty();
            }
        }
    }

    @Test
    void collectingStopsAtTheLimit() throws Exception {
        try (var server = ScriptedServer.answering(HEAD_1000 + "x".repeat(1000))) {
            failure(wire().exchange(get(server), 999), BAD_ANSWER);
            assertThat(Bodies.get(wire().exchange(get(server), 1000)).body()).hasSize(1000);
        }
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000))) {
            failure(wire().exchange(get(server), 999), BAD_ANSWER);
        }
    }
}
