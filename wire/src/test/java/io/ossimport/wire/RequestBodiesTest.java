package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.BAD_ANSWER;
import static io.ossimport.core.store.StoreException.Kind.CHECKSUM_MISMATCH;
import static io.ossimport.core.store.StoreException.Kind.CONTENT_INCOMPLETE;
import static io.ossimport.core.store.StoreException.Kind.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import io.ossimport.wire.Bodies.Pieces;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server sees of a request's body: exactly the promised bytes, or a broken connection. */
class RequestBodiesTest extends WireTest {

    private static final String DONE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @ParameterizedTest
    @CsvSource({"1,1", "1000,7", "16384,1", "65536,64", "1048576,20"})
    void bodyArrivesWholeAndEveryBufferIsReleasedOnce(int pieceBytes, int pieces) throws Exception {
        int length = pieceBytes * pieces;
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            assertThat(peer.readHead()).contains("content-length: " + length);
                            arrived.complete(peer.read(length));
                            peer.send(DONE);
                        })) {
            Pieces body = Pieces.whole(pieceBytes, pieces);
            WireReply reply = Bodies.get(wire().exchange(put(server, body), MANY));
            assertThat(reply.status()).isEqualTo(200);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (int piece = 1; piece <= pieces; piece++) {
                for (int i = 0; i < pieceBytes; i++) {
                    expected.write(piece);
                }
            }
            assertThat(Bodies.get(arrived)).isEqualTo(expected.toByteArray());
            assertThat(body.released).hasValue(pieces);
            assertThat(body.cancelled).hasValue(0);
        }
    }

    @Test
    void emptyBodyHasLengthZero() throws Exception {
        CompletableFuture<String> head = new CompletableFuture<>();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            head.complete(peer.readHead());
                            peer.send(DONE);
                        })) {
            Bodies.get(wire().exchange(put(server, Body.empty()), MANY));
            assertThat(Bodies.get(head)).contains("content-length: 0\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10,1,9",
        "10,1,0",
        "10,1,11",
        "1,1,2",
        "1000000,999999,1",
        "1000000,500000,3",
        "1000000,1000001,1",
        "10000001,1000000,10",
        "9999999,1000000,10"
    })
    void wrongLengthNeverLooksWholeToTheServer(int promised, int pieceBytes, int pieces)
            throws Exception {
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (var server = ScriptedServer.start(peer -> arrived.complete(peer.readBodyToEnd()))) {
            Pieces body = new Pieces(promised, pieceBytes, pieces, null);
            failure(wire().send(put(server, body)), CONTENT_INCOMPLETE);
            assertThat(Bodies.get(arrived)).isLessThan(promised);
            body.awaitReleased();
        }
    }

    @Test
    void emptyBodyThatHasABytePutsNothingOnTheWire() throws Exception {
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (var server = ScriptedServer.start(peer -> arrived.complete(peer.readToEnd()))) {
            failure(wire().send(put(server, new Pieces(0, 1, 1, null))), CONTENT_INCOMPLETE);
            assertThat(Bodies.get(arrived)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10})
    void failureOfTheBodyIsTheFailureOfTheRequest(int given) throws Exception {
        StoreException why = StoreException.of(CHECKSUM_MISMATCH, "get", "s3://photos/a").build();
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (var server = ScriptedServer.start(peer -> arrived.complete(peer.readBodyToEnd()))) {
            var failed = wire().send(put(server, new Pieces(10, 1, given, why)));
            assertThat(failure(failed, CHECKSUM_MISMATCH)).isSameAs(why);
            assertThat(Bodies.get(arrived)).as("never all ten").isLessThan(10);
        }
    }

    @Test
    void refusalBeforeTheBodyIsSentIsDelivered() throws Exception {
        String refusal = "HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nno!\n";
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (var server =
                ScriptedServer.startWithSmallBuffers(
                        peer -> {
                            peer.readHead();
                            peer.send(refusal);
                            arrived.complete(peer.readToEnd());
                        })) {
            Pieces body = Pieces.whole(1 << 16, 1 << 10);
            WireReply reply = Bodies.get(wire().exchange(put(server, body), MANY));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).hasSize(4);
            assertThat(body.cancelled).hasValue(1);
            assertThat(Bodies.get(arrived)).isLessThan(body.length());
            body.awaitReleased();
        }
    }

    @RepeatedTest(5)
    void refusalFollowedByAHangUpIsDelivered() throws Exception {
        try (var server =
                ScriptedServer.startWithSmallBuffers(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nno!\n");
                        })) {
            Pieces body = Pieces.whole(1 << 16, 1 << 10);
            WireReply reply = Bodies.get(wire().exchange(put(server, body), MANY));
            assertThat(reply.status()).isEqualTo(403);
            body.awaitReleased();
        }
    }

    @Test
    void successBeforeTheBodyIsSentIsNotBelieved() throws Exception {
        try (var server =
                ScriptedServer.startWithSmallBuffers(
                        peer -> {
                            peer.readHead();
                            peer.send(DONE);
                            peer.stall();
                        })) {
            Pieces body = Pieces.whole(1 << 16, 1 << 10);
            failure(wire().exchange(put(server, body), MANY), BAD_ANSWER);
            assertThat(body.cancelled).hasValue(1);
        }
    }

    @Test
    void slowServerHoldsTheBodyBack() throws Exception {
        CompletableFuture<Void> proceed = new CompletableFuture<>();
        Pieces body = Pieces.whole(1 << 16, 512);
        try (var server =
                ScriptedServer.startWithSmallBuffers(
                        peer -> {
                            peer.readHead();
                            proceed.join();
                            peer.read((int) body.length());
                            peer.send(DONE);
                        })) {
            var reply = wire().exchange(put(server, body), MANY).toCompletableFuture();
            int before;
            do { // until nothing has moved for a while
                before = body.given.get();
                Thread.sleep(200);
            } while (body.given.get() != before || before == 0);
            assertThat(body.given.get() * 65536L).isLessThan(16L << 20);
            proceed.complete(null);
            assertThat(Bodies.get(reply).status()).isEqualTo(200);
            assertThat(body.released).hasValue(512);
        }
    }

    @Test
    void bodyOfARequestThatCannotBeSentIsDiscarded() throws Exception {
        Pieces body = Pieces.whole(1, 1);
        ScriptedServer gone = ScriptedServer.answering("");
        gone.close();
        var error = failure(wire().send(put(gone, body)), UNREACHABLE);
        assertThat(error)
                .hasMessageContaining(
                        "connection to 127.0.0.1:" + gone.endpoint().port() + " refused");
        assertThat(body.discarded).hasValue(1);
    }

    @Test
    void bodyFromMemoryIsSent() throws Exception {
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            arrived.complete(peer.read(3));
                            peer.send(DONE);
                        })) {
            Body body = Body.of(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            Bodies.get(wire().exchange(put(server, body), MANY));
            assertThat(Bodies.get(arrived)).containsExactly(1, 2, 3);
        }
    }
}
