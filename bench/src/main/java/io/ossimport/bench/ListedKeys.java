package io.ossimport.bench;

import io.ossimport.bench.MeasuredProcess.Cost;
import io.ossimport.bench.MeasuredProcess.Sample;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.KeyText;
import io.ossimport.transfer.report.Recount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * How much memory does it take to list a flat bucket of very many keys, and is each of them listed
 * once? Nothing is copied: all objects are too large for the job, and each has its row that says
 * so.
 */
final class ListedKeys {

    private static final long SIZE_BYTES = 1024;
    private static final long PAGE = 1000;

    private ListedKeys() {}

    /** Keys in no order: how many, and the sum of their CRC-64s modulo 2^64. */
    private static final class KeySum {
        private long count;
        private long sum;

        void add(Key key) {
            Digest digest = Digest.of(ChecksumAlgorithm.CRC64_XZ);
            digest.update(ByteBuffer.wrap(key.bytes()));
            count++;
            sum += digest.value().asLong();
        }

        boolean agreesWith(KeySum other) {
            return count == other.count && sum == other.sum;
        }
    }

    static void run(RunBench.Settings settings) throws Exception {
        long objects = settings.objects() == 0 ? 100_000_000 : settings.objects();
        Path folder = Files.createDirectories(settings.folder().resolve("listed"));
        try (Clouds clouds = Clouds.start(false, objects, i -> SIZE_BYTES)) {
            Tool tool =
                    Tool.ossimport(settings.launcher(), folder, clouds, clouds.oss())
                            .with("--max-size", "1", "--overwrite", "always");
            Cost cost =
                    MeasuredProcess.run(
                            tool.command(),
                            tool.environment(),
                            folder.resolve("log"),
                            () -> PAGE * clouds.source().requests().count("ListObjectsV2"));
            System.out.printf(
                    Locale.ROOT,
                    "%n%,d keys in one flat prefix, exit status %d%n%14s %8s %8s %8s%n",
                    objects,
                    cost.exitStatus(),
                    "keys listed",
                    "wall s",
                    "CPU s",
                    "RSS MiB");
            for (long at = 100_000; at < objects; at *= 10) {
                print(cost, at);
                print(cost, 3 * at);
            }
            print(cost.last());
            System.out.printf(
                    Locale.ROOT,
                    "largest RSS %d MiB, %,d LIST requests%n",
                    cost.peakMemoryKib() / 1024,
                    clouds.source().requests().count("ListObjectsV2"));
        }
        compare(folder, objects);
    }

    private static void print(Cost cost, long keys) {
        cost.samples().stream()
                .filter(sample -> sample.count() >= keys)
                .findFirst()
                .ifPresent(ListedKeys::print);
    }

    private static void print(Sample sample) {
        System.out.printf(
                Locale.ROOT,
                "%,14d %8.1f %8.1f %8d%n",
                sample.count(),
                sample.wallSeconds(),
                sample.cpuSeconds(),
                sample.memoryKib() / 1024);
    }

    private static void compare(Path folder, long objects) throws IOException {
        KeySum made = new KeySum();
        for (long i = 0; i < objects; i++) {
            made.add(Clouds.KEYS.key(i));
        }
        KeySum listed = listed(folder.resolve("jobs/bench/runs/1"));
        System.out.printf(
                Locale.ROOT,
                "keys made   %,d, sum %016x%nkeys listed %,d, sum %016x%n%s%n",
                made.count,
                made.sum,
                listed.count,
                listed.sum,
                made.agreesWith(listed) ? "each key once" : "NOT each key once");
    }

    // Only the first cell is of interest, and that is a key.
    private static KeySum listed(Path run) throws IOException {
        KeySum sum = new KeySum();
        for (OutcomeKind kind : OutcomeKind.values()) {
            for (Path file : Recount.files(run.resolve(kind.listName()))) {
                try (BufferedReader rows =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                                        StandardCharsets.US_ASCII))) {
                    List<String> header = List.of(rows.readLine().split(",", 2));
                    if (!header.get(0).equals("key")) {
                        throw new IOException(file + " begins with " + header);
                    }
                    for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                        sum.add(KeyText.decode(row.substring(0, row.indexOf(','))));
                    }
                }
            }
        }
        return sum;
    }
}
