package io.ossimport.wire;

import static io.ossimport.core.store.StoreException.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.Bodies.Pieces;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections there are, and when a connection is used again. */
class ConnectionReuseTest extends WireTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final WireConfig ONE_LOOP = CONFIG.withEventLoops(1);

    @Test
    void oneAfterTheOtherTakesOneConnection() throws Exception {
        try (var server = ScriptedServer.start(ConnectionReuseTest::answerForEver)) {
            for (int i = 0; i < 50; i++) {
                Bodies.get(wire(ONE_LOOP).exchange(get(server), MANY));
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void thousandRequestsWaitForAFewConnections(int most) throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            while (true) {
                                peer.readHead();
                                answered.incrementAndGet();
                                peer.send(OK);
                            }
                        })) {
            HttpWire wire = wire(CONFIG.withMaxConnectionsPerEndpoint(most));
            List<CompletionStage<WireReply>> replies = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                replies.add(wire.exchange(get(server), MANY));
            }
            for (CompletionStage<WireReply> reply : replies) {
                assertThat(Bodies.get(reply).body()).hasSize(2);
            }
            assertThat(answered).hasValue(1000);
            assertThat(server.connections()).isLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
            })
    void connectionThatTheServerWillCloseIsNotUsedAgain(String answer) throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(answer);
                            peer.stall();
                        })) {
            for (int i = 1; i <= 3; i++) {
                Bodies.get(wire(ONE_LOOP).exchange(get(server), MANY));
                assertThat(server.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    void connectionThatDiedIdleIsReplacedInSilence() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(OK);
                            if (peer.number() == 1) {
                                peer.readHead(); // dies with a request half way
                            } else {
                                second.countDown();
                                answerForEver(peer);
                            }
                        })) {
            Bodies.get(wire(ONE_LOOP).exchange(get(server), MANY));
            WireReply reply = Bodies.get(wire().exchange(get(server), MANY));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            second.await();
        }
    }

    @Test
    void secondDeathIsTold() throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            if (peer.number() == 1) {
                                peer.send(OK);
                                peer.readHead();
                            }
                        })) {
            Bodies.get(wire(ONE_LOOP).exchange(get(server), MANY));
            failure(wire().exchange(get(server), MANY), UNAVAILABLE);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void whatCannotBeDoneTwiceIsNotRepeated(String method) throws Exception {
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(OK);
                            peer.readHead();
                        })) {
            Bodies.get(wire(ONE_LOOP).exchange(get(server), MANY));
            var body = method.equals("PUT") ? Pieces.whole(1, 1) : null;
            var request =
                    new WireRequest(
                            server.endpoint(),
                            method,
                            "/a?uploads",
                            new DefaultHttpHeaders(),
                            body);
            failure(wire().exchange(request, MANY), UNAVAILABLE);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void freshConnectionThatDiesIsNotRepeated() throws Exception {
        try (var server = ScriptedServer.start(peer -> peer.readHead())) {
            failure(wire().exchange(get(server), MANY), UNAVAILABLE);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void idleConnectionIsClosedAfterAWhile() throws Exception {
        CompletableFuture<Long> rest = new CompletableFuture<>();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send(OK);
                            rest.complete(peer.readToEnd());
                        })) {
            wire(ONE_LOOP.withIdleTimeout(Duration.ofMillis(100)));
            Bodies.get(wire().exchange(get(server), MANY));
            assertThat(Bodies.get(rest)).isZero();
        }
    }

    @Test
    void cancelledLongBodyCostsTheConnectionAndAShortOneDoesNot() throws Exception {
        CompletableFuture<Long> hungUp = new CompletableFuture<>();
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                            peer.send("x");
                            if (peer.number() == 1) {
                                hungUp.complete(peer.readToEnd());
                            }
                        })) {
            WireResponse response = Bodies.get(wire(ONE_LOOP).send(get(server)));
            response.body().discard();
            assertThat(Bodies.get(hungUp)).isZero();
        }
        try (var server = ScriptedServer.start(ConnectionReuseTest::answerForEver)) {
            for (int i = 0; i < 10; i++) {
                Bodies.get(wire().send(get(server))).body().discard();
            }
            Bodies.get(wire().exchange(get(server), MANY));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void bodyThatWasTakenIsNotTakenAgain() throws Exception {
        try (var server = ScriptedServer.start(ConnectionReuseTest::answerForEver)) {
            WireResponse response = Bodies.get(wire().send(get(server)));
            assertThat(Bodies.get(Bodies.Taker.all(response.body()).end())).isEqualTo(2);
            assertThat(Bodies.Taker.all(response.body()).end())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingFailsWhatIsUnderWayAndWhatComesAfter() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (var server =
                ScriptedServer.start(
                        peer -> {
                            peer.readHead();
                            asked.countDown();
                            peer.stall();
                        })) {
            WireConfig single = ONE_LOOP.withMaxConnectionsPerEndpoint(1);
            var underWay = wire(single).send(get(server));
            var waiting = wire().send(get(server));
            asked.await();
            HttpWire closed = wire();
            closed.close();
            failure(underWay, UNAVAILABLE);
            failure(waiting, UNAVAILABLE);
            failure(closed.send(get(server)), UNAVAILABLE);
        }
    }

    @Test
    void failuresAreThePersonsWords() throws Exception {
        var unknown = new Endpoint(false, "no-such-host.invalid", 80);
        assertThat(failure(wire().send(get(unknown, "/a?CANARY")), Kind.UNREACHABLE))
                .hasMessageContaining("the name no-such-host.invalid cannot be found");
    }

    private static void answerForEver(ScriptedServer.Peer peer) throws IOException {
        while (true) {
            peer.readHead();
            peer.send(OK);
        }
    }
}
