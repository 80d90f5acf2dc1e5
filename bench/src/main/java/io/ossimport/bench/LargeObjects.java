package io.ossimport.bench;

import io.ossimport.bench.Comparison.Run;
import java.util.Locale;

/**
 * How many CPU seconds does the whole process need for a GiB in objects of 64 MiB, once it has run
 * for five seconds?
 */
final class LargeObjects {

    private static final long SIZE_BYTES = 64L * 1024 * 1024;
    private static final double SKIP_SECONDS = 5;
    private static final double GIB = 1024.0 * 1024 * 1024;

    private LargeObjects() {}

    static void run(RunBench.Settings settings) throws Exception {
        long objects = settings.objects() == 0 ? 512 : settings.objects();
        for (boolean tls : settings.tls()) {
            try (Clouds clouds = Clouds.start(tls, objects, index -> SIZE_BYTES)) {
                System.out.printf(
                        Locale.ROOT,
                        "%n%d objects of 64 MiB, %s%n%-22s %14s %14s %10s %10s %10s%n",
                        objects,
                        tls ? "TLS" : "plain",
                        "",
                        "CPU s/GiB",
                        "read/size",
                        "wall s",
                        "CPU s",
                        "RSS MiB");
                new Comparison(settings, clouds)
                        .with(Tool.floor(clouds, objects, SIZE_BYTES, 2))
                        .run(clouds::bytesArrived, run -> print(run, objects * SIZE_BYTES));
            }
        }
    }

    private static void print(Run run, long bytes) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %14.2f %14.4f %10.1f %10.1f %10d%n",
                run.tool().name(),
                GIB / run.cost().countPerCpuSecond(SKIP_SECONDS),
                (double) run.bytesRead() / bytes,
                run.cost().last().wallSeconds(),
                run.cost().last().cpuSeconds(),
                run.cost().peakMemoryKib() / 1024);
    }
}
