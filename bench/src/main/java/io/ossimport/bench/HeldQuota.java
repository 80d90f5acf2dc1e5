package io.ossimport.bench;

import io.ossimport.bench.MeasuredProcess.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * How much of a quota that nobody said is used, and how many requests are refused, when a
 * destination takes so many a second? The quota is that of the stand-in of OSS.
 */
final class HeldQuota {

    private static final double BURST_SECONDS = 0.05;

    /** The start of the program, and the time in which the quota is found. */
    private static final double SKIP_SECONDS = 15;

    private HeldQuota() {}

    static void run(RunBench.Settings settings) throws Exception {
        System.out.printf(Locale.ROOT, "%n%-10s %12s %12s%n", "quota/s", "of it used", "refused");
        for (int quota : new int[] {500, 1000, 2000}) {
            for (int run = 0; run < settings.runs(); run++) {
                measure(settings, quota);
            }
        }
    }

    private static void measure(RunBench.Settings settings, int quota) throws Exception {
        long objects = settings.objects() == 0 ? 60L * quota : settings.objects();
        try (Clouds clouds = Clouds.start(false, objects, index -> 1024)) {
            Path folder = Files.createTempDirectory(settings.folder(), "quota");
            Tool tool = Tool.ossimport(settings.launcher(), folder, clouds, clouds.oss());
            clouds.oss()
                    .faults()
                    .on("*")
                    .beyond(quota, BURST_SECONDS)
                    .status(503, "QpsLimitExceeded", Map.of("x-oss-qos-delay-time", "50"));
            Path log = folder.resolve("output.txt");
            Cost cost =
                    MeasuredProcess.run(
                            tool.command(),
                            tool.environment(),
                            log,
                            () -> clouds.objectsArrived() - clouds.oss().faults().hits());
            if (cost.exitStatus() != 0) {
                throw new IOException(Files.readString(log));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-10d %11.1f%% %11.2f%%%n",
                    quota,
                    100 * cost.countPerSecond(SKIP_SECONDS) / quota,
                    100.0 * clouds.oss().faults().hits() / clouds.oss().requests().total());
        }
    }
}
