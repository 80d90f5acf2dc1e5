package io.ossimport.bench;

import io.ossimport.bench.Comparison.Run;
import java.util.Locale;

/** How many requests, and how many bytes read, does an object of each size class cost? */
final class RequestsPerObject {

    private static final long MIB = 1024 * 1024;

    private RequestsPerObject() {}

    static void run(RunBench.Settings settings) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%n%-14s %-22s %18s %14s%n",
                "size",
                "",
                "requests/object",
                "read/size");
        measure(settings, "16 KiB", 20_000, 16 * 1024);
        measure(settings, "1 MiB", 2_000, MIB);
        measure(settings, "100 MiB", 20, 100 * MIB);
    }

    private static void measure(
            RunBench.Settings settings, String label, long objects, long sizeBytes)
            throws Exception {
        try (Clouds clouds = Clouds.start(false, objects, index -> sizeBytes)) {
            new Comparison(settings, clouds)
                    .run(clouds::objectsArrived, run -> print(run, label, objects, sizeBytes));
        }
    }

    private static void print(Run run, String label, long objects, long sizeBytes) {
        System.out.printf(
                Locale.ROOT,
                "%-14s %-22s %18.4f %14.4f%n",
                label,
                run.tool().name(),
                (double) run.requests() / objects,
                (double) run.bytesRead() / (objects * sizeBytes));
    }
}
