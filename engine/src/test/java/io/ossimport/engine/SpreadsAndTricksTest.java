package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.CloudOptions;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    /** The outcomes of a mover that lists as many ranges at once as it likes. */
    private record Scanned(List<Key> keys, int ranges, boolean isWhole) {}

    private static Scanned scan(ObjectStore source) throws Exception {
        List<Key> keys = new ArrayList<>();
        int open = 1;
        int ranges = 1;
        try (Mover mover =
                new Mover(
                        Moved.job(NONE, CopySettings.DEFAULT),
                        source,
                        new MemoryStore("mem://destination"),
                        Totals.ZERO,
                        null,
                        Clock.systemUTC())) {
            mover.take(RangeProgress.begin(KeyRange.ALL));
            while (open > 0 && mover.failure() == null) {
                mover.available().get(30, TimeUnit.SECONDS);
                for (Outcome next = mover.poll(); next != null; next = mover.poll()) {
                    keys.add(next.key());
                }
                Report.GivenAway piece = mover.divide();
                if (piece != null) {
                    open++;
                    ranges++;
                    mover.take(piece.piece());
                }
                open -= mover.takeFinishedRanges().size();
            }
            StoreException failure = mover.failure();
            if (failure != null) {
                assertThat(failure.kind()).isEqualTo(StoreException.Kind.BAD_ANSWER);
            }
            return new Scanned(keys, ranges, failure == null);
        }
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
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder);
                ObjectStore source = cloud.open()) {
            cloud.bucket().generate(KEYS, spread.of(KEYS), 100);

            Scanned scanned = scan(source);

            assertThat(scanned.isWhole()).isTrue();
            assertThat(scanned.ranges()).isGreaterThan(1);
            assertThat(scanned.keys()).containsExactlyInAnyOrderElementsOf(keys(spread));
            assertThat(cloud.requests().count("ListObjectsV2"))
                    .isLessThanOrEqualTo(
                            KEYS / PAGE * 101L / 100
                                    + 3L * CopySettings.DEFAULT.transfersInFlight());
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
        try (Cloud cloud = Cloud.start(Cloud.Type.S3, options, folder);
                ObjectStore source = cloud.open()) {
            cloud.bucket().generate(KEYS, spread.of(KEYS), 100);
            cloud.faults().on("ListObjectsV2").skip(35).every(5).page(trick);

            Scanned scanned = scan(source);

            Set<Key> once = new HashSet<>(scanned.keys());
            assertThat(scanned.keys()).hasSameSizeAs(once);
            List<Key> all = keys(spread);
            assertThat(all).containsAll(once);
            assertThat(once.size() == all.size() || !scanned.isWhole()).isTrue();
        }
    }
}
