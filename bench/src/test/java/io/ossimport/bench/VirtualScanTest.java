package io.ossimport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.KeySpread;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The product's way to cut ranges, on a tenth of what the benchmark lists. */
class VirtualScanTest {

    private static final long KEYS = 10_000_000;

    @ParameterizedTest
    @EnumSource
    void manyLanesNeedHardlyMoreRequestsThanOne(KeySpread spread) {
        for (int lanes : new int[] {1, 2, 64, 200}) {
            VirtualScan.Result scan = VirtualScan.run(spread, KEYS, lanes);
            assertThat(scan.keepsToBudget(lanes)).as("%s by %d: %s", spread, lanes, scan).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightLanesAreHardlyEverWithoutWork(KeySpread spread) {
        assertThat(VirtualScan.run(spread, KEYS, 8).speedUp()).isGreaterThan(0.6 * 8);
    }

    @ParameterizedTest
    @EnumSource
    void aSmallBucketIsListedWhole(KeySpread spread) {
        for (long keys : new long[] {1, 999, 1_000, 1_001, 12_345}) {
            assertThat(VirtualScan.run(spread, keys, 64).keepsToBudget(64)).isTrue();
        }
    }
}
