package io.ossimport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.ossimport.core.store.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** An answer's body flows into another request: whole, on one thread, in little memory. */
class RelayTest extends WireTest {

    private static final int MIB = 1 << 20;
    private static final String DONE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @Test
    void quarterOfAGibibytePassesThroughLittleMemory() throws Exception {
        int pieces = 256;
        CRC32C sent = new CRC32C();
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        AtomicLong most = new AtomicLong();
        long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
        try (var source =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    peer.send(head(pieces * MIB));
                                    for (int i = 0; i < pieces; i++) {
                                        byte[] piece = piece(i);
                                        sent.update(piece);
                                        peer.send(piece);
                                    }
                                });
                var destination =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    CRC32C crc = new CRC32C();
                                    for (int i = 0; i < pieces; i++) {
                                        crc.update(peer.read(MIB));
                                        most.accumulateAndGet(
                                                PooledByteBufAllocator.DEFAULT
                                                        .metric()
                                                        .usedDirectMemory(),
                                                Math::max);
                                    }
                                    arrived.complete(crc.getValue());
                                    peer.send(DONE);
                                })) {
            WireReply reply = Bodies.get(relay(wire(), wire(), source, destination));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(Bodies.get(arrived)).isEqualTo(sent.getValue());
            assertThat(most.get() - before).isLessThan(24L * MIB);
        }
    }

    @Test
    void relayBetweenTwoWiresStaysOnOneThread() throws Exception {
        List<String> threads = new ArrayList<>();
        // An answer that came before anybody waits for it would be taken on the test's own thread.
        Semaphore mayAnswer = new Semaphore(0);
        try (var source =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    mayAnswer.acquire();
                                    peer.send(head(5) + "hello");
                                });
                var destination =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    peer.read(5);
                                    peer.send(DONE);
                                });
                HttpWire other = HttpWire.create(CONFIG)) {
            for (int i = 0; i < 4; i++) {
                threads.clear();
                CompletionStage<Void> relayed =
                        wire().send(get(source))
                                .thenCompose(
                                        response -> {
                                            threads.add(Thread.currentThread().getName());
                                            return other.send(put(destination, response.body()));
                                        })
                                .thenAccept(
                                        response -> {
                                            threads.add(Thread.currentThread().getName());
                                            response.body().discard();
                                        });
                mayAnswer.release();
                Bodies.get(relayed);
                assertThat(threads).hasSize(2);
                assertThat(threads.get(0)).isEqualTo(threads.get(1)).contains("ossimport-wire");
            }
        }
    }

    @Test
    void relayBetweenThreadsArrivesInOrder() throws Exception {
        int pieces = 16;
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        CRC32C sent = new CRC32C();
        try (var source =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    peer.send(head(pieces * MIB));
                                    for (int i = 0; i < pieces; i++) {
                                        byte[] piece = piece(i);
                                        sent.update(piece);
                                        peer.send(piece);
                                    }
                                });
                var destination =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    CRC32C crc = new CRC32C();
                                    crc.update(peer.read(pieces * MIB));
                                    arrived.complete(crc.getValue());
                                    peer.send(DONE);
                                });
                HttpWire other = HttpWire.create(CONFIG.withEventLoops(1))) {
            WireReply reply = Bodies.get(relay(wire(), other, source, destination));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(Bodies.get(arrived)).isEqualTo(sent.getValue());
        }
    }

    @Test
    void sourceThatBreaksBreaksTheRequest() throws Exception {
        CompletableFuture<Long> arrived = new CompletableFuture<>();
        try (var source = ScriptedServer.answering(head(1000) + "x".repeat(999));
                var destination =
                        ScriptedServer.start(peer -> arrived.complete(peer.readBodyToEnd()))) {
            failure(relay(wire(), wire(), source, destination), Kind.CONTENT_INCOMPLETE);
            assertThat(Bodies.get(arrived)).isLessThan(1000);
        }
    }

    @Test
    void destinationThatIsFullStopsTheSource() throws Exception {
        AtomicLong given = new AtomicLong();
        try (var source =
                        ScriptedServer.start(
                                peer -> {
                                    peer.readHead();
                                    peer.send(head(256 * MIB));
                                    byte[] piece = new byte[64 * 1024];
                                    while (true) {
                                        peer.send(piece);
                                        given.addAndGet(piece.length);
                                    }
                                });
                var destination =
                        ScriptedServer.startWithSmallBuffers(
                                peer -> {
                                    peer.readHead();
                                    peer.stall();
                                })) {
            // the destination is found dead, not the source, which stood still as long
            var error =
                    failure(
                            relay(wire(slowAnswers()), wire(), source, destination),
                            Kind.UNAVAILABLE);
            assertThat(error).hasMessageStartingWith("put ");
            assertThat(given.get()).isLessThan(64L * MIB);
        }
    }

    private static WireConfig slowAnswers() {
        return IMPATIENT.withResponseTimeout(Duration.ofSeconds(10));
    }

    private static CompletionStage<WireReply> relay(
            HttpWire from, HttpWire to, ScriptedServer source, ScriptedServer destination) {
        return from.send(get(source))
                .thenCompose(response -> to.exchange(put(destination, response.body()), MANY));
    }

    private static String head(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static byte[] piece(int number) {
        byte[] piece = new byte[MIB];
        for (int i = 0; i < MIB; i += 4) {
            piece[i] = (byte) number;
            piece[i + 1] = (byte) (i >> 2);
            piece[i + 2] = (byte) (i >> 10);
            piece[i + 3] = (byte) (i >> 18);
        }
        return piece;
    }
}
