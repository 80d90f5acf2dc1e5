package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.KeyShape;
import io.ossimport.testkit.cloud.KeySpread;
import io.ossimport.testkit.cloud.PageTrick;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.Totals;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many ranges of one bucket listed at once over real HTTP: keys spread in every way, pages that lie
 * in every way. Each key has one outcome, or the listing fails and none has two.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SpreadsAndTricksTest {

    private static final int KEYS = 3_000;
    private static final int PAGE = 50;

    // Nothing is copied, for the listing alone decides: all objects are too old.
    private static final TakeRules NONE = TakeRules.ALL.modified(Long.MAX_VALUE, Long.MAX_VALUE);

    @TempDir private Path folder;

    /** The outcomes of movers that list as many ranges at once as they like. */
    private record Scanned(List<Key> keys, int ranges, boolean isWhole) {}

    private static Scanned scan(Cloud cloud) throws Exception {
        return scan(cloud, () -> Integer.MAX_VALUE);
    }

    /**
     * Scans the bucket by one mover after another, each of which goes on from the last snapshot.
     *
     * @param life after how many outcomes the next mover is killed
     */
    private static Scanned scan(Cloud cloud, IntSupplier life) throws Exception {
        List<Key> keys = new ArrayList<>();
        List<RangeProgress> rest = List.of(RangeProgress.begin(KeyRange.ALL));
        int cuts = 0;
        StoreException failure = null;
        while (!rest.isEmpty() && failure == null) {
            int until = (int) Math.min(Integer.MAX_VALUE, (long) keys.size() + life.getAsInt());
            try (Mover mover = mover(cloud)) {
                int open = rest.size();
                rest.forEach(mover::take);
                while (open > 0 && mover.failure() == null && keys.size() < until) {
                    mover.available().get(30, TimeUnit.SECONDS);
                    Outcome next = mover.poll();
                    while (next != null && keys.size() < until) {
                        keys.add(next.key());
                        next = keys.size() < until ? mover.poll() : null;
                    }
                    Report.GivenAway piece = mover.divide();
                    if (piece != null) {
                        open++;
                        cuts++;
                        mover.take(piece.piece());
                    }
                    open -= mover.takeFinishedRanges().size();
                }
                rest = open > 0 ? mover.snapshot() : List.of();
                failure = mover.failure();
            }
        }
        if (failure != null) {
            assertThat(failure.kind()).isEqualTo(StoreException.Kind.BAD_ANSWER);
        }
        return new Scanned(keys, 1 + cuts, failure == null);
    }

    private static Mover mover(Cloud cloud) throws Exception {
        return new Mover(
                Moved.job(NONE, CopySettings.DEFAULT),
                cloud.open(),
                new MemoryStore("mem://destination"),
                Totals.ZERO,
                null,
                Clock.systemUTC());
    }

    private static List<Key> keys(KeySpread spread) {
        KeyShape shape = spread.of(KEYS);
        List<Key> keys = new ArrayList<>();
        for (long index = 0; index < KEYS; index++) {
            keys.add(shape.key(index));
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void eachKeyIsListedOnceByManyRanges(KeySpread spread) throws Exception {
        CloudOptions options = CloudOptions.DEFAULT.withMaxPageSize(PAGE);
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder)) {
            cloud.bucket().generate(KEYS, spread.of(KEYS), 100);

            Scanned scanned = scan(cloud);

            assertThat(scanned.isWhole()).isTrue();
            assertThat(scanned.ranges()).isGreaterThan(1);
            assertThat(scanned.keys()).containsExactlyInAnyOrderElementsOf(keys(spread));
            assertThat(cloud.requests().count("ListObjectsV2"))
                    .isLessThanOrEqualTo(
                            KEYS / PAGE * 101L / 100
                                    + 3L * CopySettings.DEFAULT.transfersInFlight());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachKeyIsListedOnceByMoversThatAreKilled(KeySpread spread) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        CloudOptions options = CloudOptions.DEFAULT.withMaxPageSize(PAGE);
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder)) {
            cloud.bucket().generate(KEYS, spread.of(KEYS), 100);

            Scanned scanned = scan(cloud, () -> 1 + random.nextInt(KEYS / 4));

            assertThat(scanned.isWhole()).isTrue();
            assertThat(scanned.keys())
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(keys(spread));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysThatComeAndGoAreListedOnceAtMostAndAllOthersOnce(KeySpread spread) throws Exception {
        CloudOptions options =
                CloudOptions.DEFAULT.withMaxPageSize(PAGE).withLatency(Duration.ofMillis(3));
        List<Key> all = keys(spread);
        List<Key> steady = new ArrayList<>();
        List<Key> restless = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            (i % 2 == 0 ? steady : restless).add(all.get(i));
        }
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder)) {
            FakeBucket bucket = cloud.bucket();
            all.forEach(key -> bucket.put(key.toString(), new byte[1]));
            AtomicBoolean done = new AtomicBoolean();
            Random random = new Random();
            CompletableFuture<Void> others =
                    CompletableFuture.runAsync(
                            () -> {
                                while (!done.get()) {
                                    toggle(bucket, restless.get(random.nextInt(restless.size())));
                                }
                            });

            Scanned scanned = scan(cloud);
            done.set(true);
            others.get(30, TimeUnit.SECONDS);

            assertThat(scanned.isWhole()).isTrue();
            assertThat(scanned.ranges()).isGreaterThan(1);
            assertThat(scanned.keys()).doesNotHaveDuplicates().containsAll(steady);
            assertThat(all).containsAll(scanned.keys());
        }
    }

    private static void toggle(FakeBucket bucket, Key key) {
        if (bucket.object(key.toString()) == null) {
            bucket.put(key.toString(), new byte[1]);
        } else {
            bucket.remove(key.toString());
        }
    }

    static List<Object[]> tricks() {
        List<Object[]> tricks = new ArrayList<>();
        for (KeySpread spread : KeySpread.values()) {
            for (PageTrick trick : PageTrick.values()) {
                // What lies behind a false end is hidden: no listing can be told from a true one.
                if (trick != PageTrick.FALSE_END) {
                    tricks.add(new Object[] {spread, trick});
                }
            }
        }
        return tricks;
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void noKeyIsListedTwiceAndNoneIsLostByALie(KeySpread spread, PageTrick trick) throws Exception {
        CloudOptions options = CloudOptions.DEFAULT.withMaxPageSize(PAGE);
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder)) {
            cloud.bucket().generate(KEYS, spread.of(KEYS), 100);
            cloud.faults().on("ListObjectsV2").skip(35).every(5).page(trick);

            Scanned scanned = scan(cloud);

            Set<Key> once = new HashSet<>(scanned.keys());
            assertThat(scanned.keys()).hasSameSizeAs(once);
            List<Key> all = keys(spread);
            assertThat(all).containsAll(once);
            assertThat(once.size() == all.size() || !scanned.isWhole()).isTrue();
        }
    }
}
