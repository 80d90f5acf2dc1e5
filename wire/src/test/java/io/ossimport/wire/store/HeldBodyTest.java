package io.ossimport.wire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldBodyTest {

    private final HoldLimit limit = new HoldLimit(10);
    private final List<CompletableFuture<String>> uses = new ArrayList<>();

    private CompletableFuture<String> use(int bytes) {
        return HeldBody.use(
                        Body.of(ByteBuffer.allocate(bytes)),
                        kind -> StoreException.of(kind, "put", "s3://b/k"),
                        held -> {
                            assertThat(held).hasSize(bytes);
                            CompletableFuture<String> use = new CompletableFuture<>();
                            uses.add(use);
                            return use;
                        },
                        limit)
                .toCompletableFuture();
    }

    @Test
    void noMoreIsHeldThanTheLimitAndNobodyOvertakes() throws Exception {
        CompletableFuture<String> six = use(6);
        CompletableFuture<String> five = use(5);
        CompletableFuture<String> four = use(4);
        assertThat(uses).as("4 bytes would fit, but wait their turn").hasSize(1);

        uses.get(0).complete("sent");
        assertThat(uses).hasSize(3);
        assertThat(six.get()).isEqualTo("sent");

        uses.get(1).completeExceptionally(new IllegalStateException("not sent"));
        assertThat(five).isCompletedExceptionally();
        var unused = use(6);
        assertThat(uses).as("room is given back after a failure too").hasSize(4);
        assertThat(four).isNotDone();
    }

    @Test
    void whatCanNeverBeHeldIsRefusedWithTheWayOut() {
        assertThatThrownBy(use(11)::join)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        error -> assertThat(error.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessageContaining("by https");
        assertThat(limit.acquire(10)).isCompleted();
    }
}
