package io.ossimport.wire.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveCredentialsTest {

    /** Gives a key whose secret is an object of its own each time, once it is let. */
    private static final class SlowProvider implements CredentialsProvider {
        final AtomicInteger invalidated = new AtomicInteger();
        final CountDownLatch letGo = new CountDownLatch(1);
        volatile String id = "old";

        @Override
        public Credentials get() {
            if (invalidated.get() > 0) {
                try {
                    letGo.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Credentials(id, Secret.of("secret of " + id), Secret.NONE);
        }

        @Override
        public void invalidate() {
            invalidated.incrementAndGet();
        }
    }

    private static Credentials await(CompletableFuture<Credentials> stage) throws Exception {
        return stage.get(60, TimeUnit.SECONDS);
    }

    @Test
    void manyRefusalsAskTheProviderOnceAndOtherCallsWaitForIt() throws Exception {
        SlowProvider provider = new SlowProvider();
        try (LiveCredentials credentials = new LiveCredentials(provider, "s3://photos")) {
            Credentials old = await(credentials.current().toCompletableFuture());
            provider.id = "new";
            List<CompletableFuture<Credentials>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(credentials.renewed(old).toCompletableFuture());
            }
            assertThat(credentials.latest()).isNull();
            waiting.add(credentials.current().toCompletableFuture());
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            provider.letGo.countDown();

            for (CompletableFuture<Credentials> call : waiting) {
                assertThat(await(call).accessKeyId()).isEqualTo("new");
            }
            assertThat(provider.invalidated).hasValue(1);
            assertThat(await(credentials.renewed(old).toCompletableFuture()).accessKeyId())
                    .isEqualTo("new");
            assertThat(provider.invalidated).hasValue(1);
        }
    }

    @Test
    void aProviderWithoutOthersGivesWhatEqualsTheRefusedOnes() throws Exception {
        SlowProvider provider = new SlowProvider();
        provider.letGo.countDown();
        try (LiveCredentials credentials = new LiveCredentials(provider, "s3://photos")) {
            Credentials old = await(credentials.current().toCompletableFuture());

            assertThat(await(credentials.renewed(old).toCompletableFuture())).isEqualTo(old);
            assertThat(provider.invalidated).hasValue(1);
        }
    }
}
