package io.ossimport.transfer.since;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.ForwardingStore;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.UploadPage;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.copy.Backoff;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.scan.ListRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarkReadingTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock OURS = Clock.fixed(NOON.plusSeconds(90), ZoneOffset.UTC);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ServersClock clock = new ServersClock();
    private final MemoryStore source = new MemoryStore("mem://a", MemoryStore.OSS_LIKE, clock);

    /** A clock that a test sets. */
    private static final class ServersClock extends Clock {
        volatile Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    private SourceMark mark(Key prefix) throws InterruptedException {
        return mark(source, prefix);
    }

    private SourceMark mark(ObjectStore store, Key prefix) throws InterruptedException {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        return new MarkReading(store, prefix, new ListRetry(3, backoff, timer), OURS).read();
    }

    private void open(String key, Instant begun) throws Exception {
        clock.now = begun;
        var unused =
                source.openUpload(new PutRequest(Key.of(key), 9, ObjectMetadata.NONE, false))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        clock.now = NOON;
    }

    private static StoreFaults failing(String operation, Kind kind, long times) {
        return new StoreFaults() {
            @Override
            public CompletionStage<Void> before(Call call) {
                return call.operation().equals(operation) && call.nth() <= times
                        ? CompletableFuture.failedFuture(
                                StoreException.of(kind, "list", "mem://a").status(403).build())
                        : CompletableFuture.completedFuture(null);
            }
        };
    }

    @Test
    void theTimeIsTheSourcesOwnAndWithoutUploadsThatIsAll() throws Exception {
        assertThat(mark(Key.EMPTY)).isEqualTo(new SourceMark(NOON.toEpochMilli(), 0, ""));
        assertThat(source.calls("time")).isEqualTo(1);
        assertThat(source.calls("listUploads")).isEqualTo(1);
    }

    @Test
    void theOldestUploadIsFoundOnWhicheverPageItIs() throws Exception {
        for (int i = 0; i < 25; i++) {
            open("p/" + i, NOON.minusSeconds(i == 13 ? 5_000 : i));
        }
        open("elsewhere", NOON.minusSeconds(9_000));
        source.setMaxPageSize(10);

        assertThat(mark(Key.of("p/")).oldestUploadMillis())
                .isEqualTo(NOON.minusSeconds(5_000).toEpochMilli());
        assertThat(source.calls("listUploads")).isEqualTo(3);
    }

    @Test
    void anUploadThatBeginsWhileTheOthersAreListedIsNotOlderThanTheMark() throws Exception {
        source.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("listUploads")) {
                            clock.now = NOON.plusSeconds(30);
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });
        assertThat(mark(Key.EMPTY).millis()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void aPassingFaultIsTriedAgainAndARefusalIsSaid() throws Exception {
        source.setFaults(failing("listUploads", Kind.UNAVAILABLE, 2));
        assertThat(mark(Key.EMPTY).knowsUploads()).isTrue();
        assertThat(source.calls("listUploads")).isEqualTo(3);

        source.setFaults(failing("listUploads", Kind.PERMISSION_DENIED, 9));
        SourceMark denied = mark(Key.EMPTY);
        assertThat(denied.millis()).isEqualTo(NOON.toEpochMilli());
        assertThat(denied.problem()).contains("list mem://a failed").contains("PERMISSION_DENIED");
        assertThat(source.calls("listUploads")).isEqualTo(4);
    }

    @Test
    void aSourceThatDoesNotTellItsTimeIsGivenOursAndSlack() throws Exception {
        source.setFaults(failing("time", Kind.PERMISSION_DENIED, 9));
        SourceMark mark = mark(Key.EMPTY);
        assertThat(mark.millis()).isEqualTo(OURS.millis());
        assertThat(mark.knowsUploads()).isFalse();
    }

    @Test
    void aListingThatStandsStillIsNotBelieved() throws Exception {
        SourceMark mark =
                mark(
                        new ForwardingStore(source) {
                            @Override
                            public CompletionStage<UploadPage> listUploads(
                                    Key prefix, @Nullable String token) {
                                return CompletableFuture.completedFuture(
                                        new UploadPage(1, NOON.toEpochMilli(), "again"));
                            }
                        },
                        Key.EMPTY);
        assertThat(mark.problem()).contains("does not come to an end");
    }
}
