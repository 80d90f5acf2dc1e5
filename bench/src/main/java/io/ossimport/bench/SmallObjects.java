package io.ossimport.bench;

import io.ossimport.bench.Comparison.Run;
import java.util.Locale;

/**
 * How many objects of 16 KiB does one CPU second of the whole process move, once it has run for
 * five seconds?
 */
final class SmallObjects {

    private static final int SIZE_BYTES = 16 * 1024;
    private static final double SKIP_SECONDS = 5;

    private SmallObjects() {}

    static void run(RunBench.Settings settings) throws Exception {
        long objects = settings.objects() == 0 ? 200_000 : settings.objects();
        for (boolean tls : settings.tls()) {
            try (Clouds clouds = Clouds.start(tls, objects, index -> SIZE_BYTES)) {
                System.out.printf(
                        Locale.ROOT,
                        "%n%d objects of 16 KiB, %s%n%-22s %16s %14s %10s %10s %10s%n",
                        objects,
                        tls ? "TLS" : "plain",
                        "",
                        "objects/CPU s",
                        "µs CPU/object",
                        "wall s",
                        "CPU s",
                        "RSS MiB");
                new Comparison(settings, clouds)
                        .with(Tool.floor(clouds, objects, SIZE_BYTES, rounds(objects)))
                        .run(clouds::objectsArrived, SmallObjects::print);
            }
        }
    }

    // It is done with the objects before it has run for long enough.
    private static int rounds(long objects) {
        return (int) Math.max(1, 400_000 / objects);
    }

    private static void print(Run run) {
        double rate = run.cost().countPerCpuSecond(SKIP_SECONDS);
        System.out.printf(
                Locale.ROOT,
                "%-22s %16.0f %14.0f %10.1f %10.1f %10d%n",
                run.tool().name(),
                rate,
                1e6 / rate,
                run.cost().last().wallSeconds(),
                run.cost().last().cpuSeconds(),
                run.cost().peakMemoryKib() / 1024);
    }
}
