package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.simulation.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimdRateLimiterTest {

    private final VirtualTime time = new VirtualTime();
    private final AimdRateLimiter limiter = limiter(1);

    private AimdRateLimiter limiter(int seed) {
        return new AimdRateLimiter(
                "sim://store", time::nanoTime, new Random(seed), time.executor());
    }

    /** Calls again and again, after a back-off where it was throttled. */
    private final class Client {
        private final AimdRateLimiter through;
        private final SimulatedStore store;
        private final Backoff backoff;
        private int throttles;

        Client(AimdRateLimiter through, SimulatedStore store, int seed) {
            this.through = through;
            this.store = store;
            this.backoff =
                    new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), new Random(seed));
        }

        void go() {
            var unused =
                    through.call(store::call)
                            .whenComplete(
                                    (value, error) -> {
                                        throttles = error == null ? 0 : throttles + 1;
                                        long wait = error == null ? 0 : backoff.millis(throttles);
                                        time.later(Duration.ofMillis(wait), this::go);
                                    });
        }
    }

    private void clients(int count, AimdRateLimiter through, SimulatedStore store) {
        for (int i = 0; i < count; i++) {
            new Client(through, store, i).go();
        }
    }

    private SimulatedStore store(double perSecond, double burstSeconds, int latencyMillis) {
        return new SimulatedStore(time, perSecond, burstSeconds, Duration.ofMillis(latencyMillis));
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 0.05, 2, 64, 1",
        "2000, 0.05, 20, 256, 1",
        "2000, 1, 20, 256, 1",
        "2000, 0.05, 200, 2048, 1",
        "2000, 0.05, 20, 64, 8",
        "2000, 1, 50, 64, 16",
        "100, 0.1, 20, 64, 1",
        "20000, 0.05, 5, 512, 1"
    })
    void aQuotaIsFoundAndHeld(
            double quota, double burstSeconds, int latencyMillis, int clients, int movers) {
        SimulatedStore store = store(quota, burstSeconds, latencyMillis);
        for (int i = 0; i < movers; i++) {
            clients(clients, limiter(i), store);
        }
        time.runUntil(15);
        long acceptedBefore = store.accepted();
        long throttledBefore = store.throttled;
        long askedBefore = store.asked;

        time.runUntil(135);

        double used = (store.accepted() - acceptedBefore) / (120 * quota);
        double throttled =
                (store.throttled - throttledBefore) / (double) (store.asked - askedBefore);
        assertThat(used).isGreaterThanOrEqualTo(0.90);
        assertThat(throttled).isLessThanOrEqualTo(0.01);
    }

    @Test
    void withoutThrottlingNothingIsHeldBack() {
        SimulatedStore store = store(1e9, 1, 20);
        clients(100, limiter, store);

        time.runUntil(10);

        assertThat(limiter.perSecond()).isInfinite();
        assertThat(limiter.transfers()).isEqualTo(Integer.MAX_VALUE);
        assertThat(store.asked).isBetween(49_000L, 50_000L);
    }

    @Test
    void aStormIsWaitedOutAndForgotten() {
        SimulatedStore store = store(1e9, 1, 20);
        clients(100, limiter, store);
        time.runUntil(30);
        long before = store.asked;
        store.refusedShare = 0.8;
        time.runUntil(90);
        store.refusedShare = 0;
        time.runUntil(120);
        long recovered = store.asked;
        time.runUntil(130);

        assertThat(store.throttled).isLessThan(before / 50);
        assertThat(store.asked - recovered).isGreaterThan((long) (0.9 * 50_000));
    }

    @Test
    void oneRefusalInAThousandSlowsNothing() {
        SimulatedStore store = store(1e9, 1, 20);
        store.refusedShare = 0.001;
        clients(100, limiter, store);

        time.runUntil(60);

        assertThat(store.asked).isGreaterThan((long) (0.9 * 60 * 5000));
    }

    private CompletableFuture<String> callLater(List<CompletableFuture<String>> sent) {
        CompletionStage<String> call =
                limiter.call(
                        () -> {
                            CompletableFuture<String> answer = new CompletableFuture<>();
                            sent.add(answer);
                            return answer;
                        });
        return call.toCompletableFuture();
    }

    private void send(List<CompletableFuture<String>> sent) {
        var unused = callLater(sent);
    }

    private static void throttle(CompletableFuture<String> call, Duration retryAfter) {
        call.completeExceptionally(SimulatedStore.throttledError(retryAfter));
    }

    @Test
    void answersToWhatWasSentBeforeADecreaseDoNotCountAgain() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            send(sent);
        }
        time.runUntil(0.5);
        throttle(sent.get(0), Duration.ZERO);
        double decreased = limiter.perSecond();
        assertThat(decreased).isBetween(0.8 * 1000, 0.8 * 2000);

        for (int i = 1; i < 1000; i++) {
            time.runUntil(0.5 + i / 1000.0);
            throttle(sent.get(i), Duration.ZERO);
        }

        assertThat(limiter.perSecond()).isGreaterThanOrEqualTo(decreased);
    }

    @Test
    void aPauseThatTheStoreAsksForIsKept() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            send(sent);
        }
        throttle(sent.get(0), Duration.ofSeconds(7));
        for (int i = 0; i < 100; i++) {
            send(sent);
        }
        assertThat(limiter.transfers()).isEqualTo(1);

        time.runUntil(7);
        assertThat(sent).hasSize(100);

        int largestStep = 0;
        for (int millis = 7_000; millis < 9_000; millis += 10) {
            int before = sent.size();
            time.runUntil(millis / 1000.0);
            largestStep = Math.max(largestStep, sent.size() - before);
        }
        assertThat(sent).hasSize(200);
        assertThat(largestStep).isLessThan(20); // at 800 a second, not all at once
    }

    @Test
    void aPauseIsNeverLongerThanFiveMinutes() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        send(sent);
        throttle(sent.get(0), Duration.ofDays(1));
        send(sent);

        time.runUntil(300);
        assertThat(sent).hasSize(1);
        time.runUntil(332);
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatHoldsABodyOpenIsGivenUpAfterTenSeconds() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        send(sent);
        throttle(sent.get(0), Duration.ofSeconds(60));
        List<String> discarded = new ArrayList<>();
        CompletableFuture<String> patient = callLater(sent);
        CompletableFuture<String> impatient =
                limiter.call(
                                () -> {
                                    throw new AssertionError("was sent");
                                },
                                () -> discarded.add("body"))
                        .thenApply(String::valueOf)
                        .toCompletableFuture();

        time.runUntil(9.9);
        assertThat(discarded).isEmpty();
        time.runUntil(10.2);
        assertThat(discarded).containsExactly("body");
        assertThatThrownBy(impatient::join)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.THROTTLED));
        assertThat(patient).isNotDone();
        time.runUntil(70);
        assertThat(sent).hasSize(2);
    }

    @Test
    void closingFailsWhatWaits() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        send(sent);
        throttle(sent.get(0), Duration.ofSeconds(60));
        CompletableFuture<String> waiting = callLater(sent);

        limiter.close();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aFailureReachesTheCallerUnwrapped() {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        send(sent);
        throttle(sent.get(0), Duration.ZERO);
        CompletableFuture<String> waiting = callLater(sent);
        time.runUntil(5);
        throttle(sent.get(1), Duration.ZERO);

        List<Throwable> seen = new ArrayList<>();
        var unused = waiting.whenComplete((value, error) -> seen.add(error));

        assertThat(seen).hasOnlyElementsOfType(StoreException.class);
    }
}
