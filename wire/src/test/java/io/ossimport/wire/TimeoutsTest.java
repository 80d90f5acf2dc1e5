package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.CONTENT_INCOMPLETE;
import static io.ossimport.core.store.StoreException.Kind.UNAVAILABLE;
import static io.ossimport.core.store.StoreException.Kind.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.Buffer;
import io.ossimport.wire.Bodies.Pieces;
import io.ossimport.wire.Bodies.Taker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The other end may be slow, but not dead. Time in which we are the slow ones does not count. */
class TimeoutsTest extends WireTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String HEAD_1000000 = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    @Test
    void silenceInsteadOfAnAnswerEnds() throws Exception {
        try (var server = ScriptedServer.start(peer -> peer.stall())) {
            assertThat(failure(wire(IMPATIENT).send(get(server)), UNAVAILABLE))
                    .hasMessageContaining("no answer came within 500 ms");
        }
    }

    @Test
    void headThatDripsEnds() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 200 OK\r\nX: ");
                            drip(peer);
                        })) {
            failure(wire(IMPATIENT).send(get(server)), UNAVAILABLE);
        }
    }

    @Test
    void stalledBodyEnds() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000000 + "x".repeat(5000));
                            peer.stall();
                        })) {
            WireResponse response = Bodies.get(wire(IMPATIENT).send(get(server)));
            assertThat(failure(Taker.all(response.body()).end(), CONTENT_INCOMPLETE))
                    .hasMessageContaining("no byte for 500 ms, after 5000 bytes");
        }
    }

    @Test
    void bodyThatDripsEnds() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000000);
                            drip(peer);
                        })) {
            WireResponse response = Bodies.get(wire(IMPATIENT).send(get(server)));
            assertThat(failure(Taker.all(response.body()).end(), CONTENT_INCOMPLETE))
                    .hasMessageContaining("next to nothing");
        }
    }

    @Test
    void slowBodyThatMovesIsLeftAlone() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000000);
                            for (int i = 0; i < 10; i++) {
                                Thread.sleep(100);
                                peer.send("x".repeat(100_000));
                            }
                        })) {
            WireReply reply = Bodies.get(wire(IMPATIENT).exchange(get(server), MANY));
            assertThat(reply.body()).hasSize(1_000_000);
        }
    }

    @Test
    void bodyThatWeHoldBackDoesNotCount() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000000 + "x".repeat(1_000_000));
                            peer.stall();
                        })) {
            WireResponse response = Bodies.get(wire(IMPATIENT).send(get(server)));
            Thread.sleep(1500); // three times the window, before anybody takes it
            Taker taker = new Taker(1);
            response.body().subscribe(taker);
            taker.awaitBytes(1);
            Thread.sleep(1500); // and in the middle
            assertThat(taker.buffers()).isEqualTo(1);
            taker.request(Long.MAX_VALUE);
            assertThat(Bodies.get(taker.end())).isEqualTo(1_000_000);
        }
    }

    @Test
    void serverThatStopsTakingTheBodyEnds() throws Exception {
        try (var server =
                ScriptedServer.startWithSmallBuffers(
                        peer -> {
                            peer.readHead();
                            peer.read(100_000);
                            peer.stall();
                        })) {
            Pieces body = Pieces.whole(1 << 16, 1 << 11);
            assertThat(failure(wire(IMPATIENT).send(put(server, body)), UNAVAILABLE))
                    .hasMessageContaining("took no byte for 500 ms");
            assertThat(body.cancelled).hasValue(1);
        }
    }

    @Test
    void bodyThatOurSourceHoldsBackDoesNotCount() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.read(3);
                            peer.send(OK);
                        })) {
            Slow body = new Slow();
            var reply = wire(IMPATIENT).exchange(put(server, body), MANY);
            Flow.Subscriber<? super Buffer> taker = Bodies.get(body.taker);
            for (int i = 0; i < 3; i++) {
                Thread.sleep(1200); // more than twice the window
                taker.onNext(Buffer.wrap(ByteBuffer.allocate(1)));
            }
            taker.onComplete();
            assertThat(Bodies.get(reply).status()).isEqualTo(200);
        }
    }

    @Test
    void waitingForAConnectionEnds() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(HEAD_1000000 + "x".repeat(1_000_000));
                            peer.stall();
                        })) {
            WireConfig single = IMPATIENT.withEventLoops(1).withMaxConnectionsPerEndpoint(1);
            WireResponse held = Bodies.get(wire(single).send(get(server)));
            assertThat(failure(wire().send(get(server)), UNAVAILABLE))
                    .hasMessageContaining("none of 1 connections became free");
            held.body().discard();
        }
    }

    @Test
    void silenceInsteadOfTlsEnds() throws Exception {
        try (var server = ScriptedServer.start(peer -> peer.stall())) {
            var tls = new Endpoint(true, "127.0.0.1", server.endpoint().port());
            failure(
                    wire(IMPATIENT.withConnectTimeout(Duration.ofMillis(500))).send(get(tls, "/")),
                    UNREACHABLE);
        }
    }

    private static void drip(ScriptedServer.Peer peer) throws IOException, InterruptedException {
        while (true) {
            peer.send("x");
            Thread.sleep(20);
        }
    }

    /** Three bytes that come when the test gives them. */
    private static final class Slow implements Body, Flow.Subscription {

        final CompletableFuture<Flow.Subscriber<? super Buffer>> taker = new CompletableFuture<>();

        @Override
        public long length() {
            return 3;
        }

        @Override
        public void discard() {}

        @Override
        public void subscribe(Flow.Subscriber<? super Buffer> subscriber) {
            subscriber.onSubscribe(this);
            taker.complete(subscriber);
        }

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
