package io.ossimport.engine;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Jobs for tests, and what their runs left on disk. */
final class TestJob {

    private TestJob() {}

    /** What jobs have for settings by default, with or without a count of their source. */
    static CopySettings settings(boolean countAhead) {
        CopySettings like = CopySettings.DEFAULT;
        return new CopySettings(
                like.multipartThresholdBytes(),
                like.partSizeBytes(),
                like.transfersInFlight(),
                like.bytesInFlight(),
                like.attempts(),
                like.metadataPolicy(),
                like.bandwidthBytesPerSecond(),
                countAhead);
    }

    /** A job between two {@link MemoryStores}. */
    static JobSpec inMemory(String name, Path workingDirectory, int movers) {
        return between(
                name, memory(name + "-from"), memory(name + "-to"), workingDirectory, movers);
    }

    /** A job that replaces what is there, and does not count, however slow the machine is. */
    static JobSpec between(
            String name, StoreSpec source, StoreSpec destination, Path directory, int movers) {
        return new JobSpec(
                name,
                JobType.IMPORT,
                source,
                destination,
                TakeRules.ALL,
                OverwritePolicy.ALWAYS,
                settings(false),
                movers,
                directory.toString());
    }

    static StoreSpec memory(String bucket) {
        return new StoreSpec("memory", "", "", bucket, "", CredentialsSource.ANONYMOUS, Map.of());
    }

    /** Makes the source of {@link #inMemory} with so many small objects. */
    static MemoryStore fill(String job, int objects) {
        MemoryStore from = MemoryStores.create(job + "-from");
        for (int i = 0; i < objects; i++) {
            from.put(key(i).toString(), ("content " + i).getBytes(StandardCharsets.UTF_8));
        }
        return from;
    }

    /** The key of the object {@code i} that {@link #fill} makes. */
    static Key key(int i) {
        return Key.of(String.format("folder%02d/object%06d", i % 7, i));
    }

    /** Waits for the run, and throws what it threw. */
    static RunSummary finish(LocalRun run) throws Exception {
        try {
            return run.done().toCompletableFuture().get(250, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** All rows of a run's lists, in no order. */
    static List<Outcome> rows(JobSpec job, int run) throws IOException {
        List<Outcome> rows = new ArrayList<>();
        for (OutcomeKind kind : OutcomeKind.values()) {
            for (Path file : Recount.files(JobFolder.of(job).list(run, kind))) {
                try (Reader text =
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(file)),
                                        StandardCharsets.UTF_8);
                        Stream<Outcome> outcomes = OutcomeCsv.read(text)) {
                    outcomes.forEach(rows::add);
                }
            }
        }
        return rows;
    }

    /** The keys of all rows of a run's lists, sorted; a key with two rows is there twice. */
    static List<Key> keys(JobSpec job, int run) throws IOException {
        return rows(job, run).stream().map(Outcome::key).sorted().toList();
    }

    /** All files below the job's folder, relative to it. */
    static List<String> files(JobSpec job) throws IOException {
        Path folder = JobFolder.of(job).path();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
