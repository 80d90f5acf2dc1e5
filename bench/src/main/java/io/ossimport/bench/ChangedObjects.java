package io.ossimport.bench;

import io.ossimport.bench.Comparison.Run;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * What does it cost to find and move a thousand changed objects among many that the destination has
 * already, all in one flat prefix?
 */
final class ChangedObjects {

    private static final int CHANGED = 1_000;
    private static final long SIZE_BYTES = 1024;

    private ChangedObjects() {}

    static void run(RunBench.Settings settings) throws Exception {
        long objects = settings.objects() == 0 ? 500_000 : settings.objects();
        long every = Math.max(1, objects / CHANGED);
        try (Clouds clouds =
                Clouds.start(false, objects, i -> i % every == 0 ? SIZE_BYTES + 1 : SIZE_BYTES)) {
            fill(clouds, objects, 1);
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d objects of 1 KiB at both ends, %,d of them changed%n"
                            + "%-22s %8s %8s %8s %14s %8s %10s %16s%n",
                    objects,
                    (objects - 1) / every + 1,
                    "",
                    "moved",
                    "wall s",
                    "CPU s",
                    "µs CPU/object",
                    "RSS MiB",
                    "requests",
                    "requests/object");
            new Comparison(settings, clouds)
                    .restoredBy(() -> fill(clouds, objects, every))
                    .run(clouds::objectsArrived, run -> print(run, objects));
        }
    }

    // Past all rules and records: the objects as they were before they changed.
    private static void fill(Clouds clouds, long objects, long every) {
        FakeBucket s3 = clouds.s3().bucket("destination");
        FakeBucket oss = clouds.oss().bucket("destination");
        for (long i = 0; i < objects; i += every) {
            Key key = Clouds.KEYS.key(i);
            Content content = Content.generated(i, SIZE_BYTES);
            s3.put(key, content, Map.of(), Instant.EPOCH);
            oss.put(key, content, Map.of(), Instant.EPOCH);
        }
    }

    private static void print(Run run, long objects) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %8d %8.1f %8.1f %14.1f %8d %10d %16.5f%n",
                run.tool().name(),
                run.cost().last().count(),
                run.cost().last().wallSeconds(),
                run.cost().last().cpuSeconds(),
                1e6 * run.cost().last().cpuSeconds() / objects,
                run.cost().peakMemoryKib() / 1024,
                run.requests(),
                (double) run.requests() / objects);
    }
}
