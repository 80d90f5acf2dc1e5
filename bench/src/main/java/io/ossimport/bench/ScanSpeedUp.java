package io.ossimport.bench;

import io.ossimport.testkit.cloud.KeySpread;
import java.util.Locale;

/**
 * How much faster is a flat bucket listed by R ranges at once than by one, and what does it cost?
 * In virtual time, where a page takes as long from any range; the figures are the same on any
 * machine.
 */
final class ScanSpeedUp {

    private static final long KEYS = 100_000_000;
    private static final int[] RANGES = {4, 16, 64};

    private ScanSpeedUp() {}

    static void run(RunBench.Settings settings) {
        long keys = settings.objects() == 0 ? KEYS : settings.objects();
        System.out.printf(
                Locale.ROOT,
                "%nA bucket of %,d keys%n%-14s %4s %9s %11s %10s %9s%n",
                keys,
                "keys",
                "R",
                "speed-up",
                "of R",
                "LIST",
                "more");
        for (KeySpread spread : KeySpread.values()) {
            for (int ranges : RANGES) {
                print(spread, ranges, VirtualScan.run(spread, keys, ranges));
            }
        }
    }

    private static void print(KeySpread spread, int ranges, VirtualScan.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-14s %4d %9.1f %10.0f%% %10d %8.2f%%%s%n",
                spread.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                ranges,
                result.speedUp(),
                100 * result.speedUp() / ranges,
                result.lists(),
                100.0 * result.lists() / result.serialLists() - 100,
                result.keepsToBudget(ranges) ? "" : "  too many");
    }
}
