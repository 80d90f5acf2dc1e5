package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.fault.FaultKind;
import io.ossimport.testkit.fault.Step;
import io.ossimport.testkit.fault.StepFaults;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;

/** One job to which one fault happens: how it is run in this JVM, and what must be true then. */
final class FaultyCase {

    /** From where to where a job copies. */
    enum Shape {
        S3_TO_OSS,
        S3_TO_LOCAL,
        /** S3 to OSS as well, but the fault befalls the run that goes on after a crash. */
        RESUMED
    }

    /**
     * What came of a run.
     *
     * @param seen the calls that it made
     * @param reached whether the call that was to fail was made
     */
    record Watched(Typed typed, List<Step> seen, boolean reached) {}

    private static final int RUN_SECONDS = 120;
    private static final List<Integer> WORKING_FOLDER = List.of(6);
    // A full disk below a local destination is full for the working folder too.
    private static final List<Integer> STORE_OR_SAME_DISK = List.of(4, 6);
    private static final String DESTINATION = "destination/";
    // A crash here leaves a complete checkpoint behind, and work to do.
    private static final Step AFTER_A_CHECKPOINT = new Step("mkdir", "checkpoints/*/chk-*", 2);

    private final Shape shape;
    private final String name;
    private final Clouds clouds;
    private final FakeBucket source;
    private final FakeBucket destination;
    private final Path folder;

    FaultyCase(Shape shape, String name, Clouds clouds, FakeBucket source) throws IOException {
        this.shape = shape;
        this.name = name;
        this.clouds = clouds;
        this.source = source;
        this.destination = clouds.oss.createBucket(name);
        this.folder = clouds.workingDir().resolveSibling("to").resolve(name);
        if (shape == Shape.S3_TO_LOCAL) {
            Files.createDirectories(folder.resolve("there"));
            Files.writeString(folder.resolve("there/different"), "not what it should be");
        } else {
            FaultyJob.prepare(source, destination);
        }
    }

    /** Brings the job to where the fault is to happen. */
    FaultyCase prepared() throws Exception {
        if (shape == Shape.RESUMED) {
            assertThat(run(AFTER_A_CHECKPOINT, FaultKind.CRASH).reached()).isTrue();
        }
        return this;
    }

    /**
     * Runs the job as the command line does, and lets one call fail.
     *
     * @param step the call, or null for none
     */
    Watched run(@Nullable Step step, FaultKind kind) throws Exception {
        Path file = clouds.write(name, keys());
        Map<Integer, String> peers =
                Map.of(port(clouds.s3.endpoint()), "S3", port(clouds.oss.endpoint()), "OSS");
        try (StepFaults faults = StepFaults.watch(roots(), peers, step, kind, FaultyCase::end)) {
            CompletableFuture<Typed> typing =
                    CompletableFuture.supplyAsync(
                            () -> Typed.command("run", file.toString(), "--json"));
            Typed typed = await(typing, step + " " + kind);
            ended();
            return new Watched(typed, faults.seen(), faults.fired());
        }
    }

    private Map<Path, String> roots() {
        Path job = JobFolder.of(clouds.workingDir(), name).path();
        Map<Path, String> roots = new LinkedHashMap<>();
        roots.put(job, "");
        roots.put(folder, DESTINATION);
        return roots;
    }

    private Map<String, String> keys() {
        Map<String, String> keys =
                shape == Shape.S3_TO_LOCAL
                        ? clouds.s3ToLocal(source, folder)
                        : clouds.s3ToOss(source, destination);
        FaultyJob.tune(keys);
        return keys;
    }

    private static int port(String endpoint) {
        return URI.create(endpoint).getPort();
    }

    private static void end(Object engine) {
        var unused = ((MiniCluster) engine).closeAsync();
    }

    private static Typed await(CompletableFuture<Typed> typing, String what)
            throws InterruptedException, ExecutionException {
        try {
            return typing.get(RUN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            StringBuilder where = new StringBuilder("the run hangs: " + what);
            Thread.getAllStackTraces()
                    .forEach(
                            (thread, frames) -> {
                                where.append("\n").append(thread);
                                for (StackTraceElement frame : frames) {
                                    where.append("\n    ").append(frame);
                                }
                            });
            throw new AssertionError(where.toString(), e);
        }
    }

    // A process that ends takes all its threads with it; here the last of the run is waited for.
    private void ended() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("run-" + name)) {
                thread.join(TimeUnit.SECONDS.toMillis(RUN_SECONDS));
                assertThat(thread.isAlive()).as("%s goes on", thread).isFalse();
            }
        }
    }

    /** Says that the run told the truth about what happened to it. */
    void assertTruthful(Step step, FaultKind kind, Watched run) throws IOException {
        Typed typed = run.typed();
        if (kind == FaultKind.CRASH) {
            return; // nobody is there to say anything
        }
        boolean onStore = step.on().matches("(S3 |OSS |S3$|OSS$|a store|held/|destination/).*");
        if (typed.status() == 0) {
            assertCopied();
            return;
        }
        assertThat(kind)
                .as("a short read or write is no failure: %s", typed)
                .isNotEqualTo(FaultKind.SHORT);
        assertThat(typed.status())
                .as(typed.all())
                .isIn(onStore ? STORE_OR_SAME_DISK : WORKING_FOLDER);
        assertThat(typed.err().lines().filter(line -> line.startsWith("ossimport: ")))
                .as(typed.all())
                .hasSize(1)
                .noneMatch(line -> line.contains("bug"));
        JobFolder job = JobFolder.of(clouds.workingDir(), name);
        assertThat(job.readSummary(job.newestRun()).map(RunSummary::state))
                .as("what the summary says of a run that failed")
                .isNotEqualTo(Optional.of(RunSummary.State.DONE));
    }

    /** Says that the job is done, with I1 to I5, and that {@code verify} agrees. */
    void assertDone() throws IOException {
        assertCopied();
        FaultyJob.assertVerified(clouds, clouds.write(name, keys()), source);
        FaultyJob.assertHarmless(clouds);
    }

    private void assertCopied() throws IOException {
        FaultyJob.assertDone(clouds.workingDir(), name, source);
        if (shape == Shape.S3_TO_LOCAL) {
            assertThat(files()).isEqualTo(MixedObjects.contents(source));
        } else {
            FaultyJob.assertSame(source, destination);
        }
    }

    // A file that a crash left half written: no key of the job's, and hidden from listings.
    private static boolean isLeftOver(Path file) {
        return file.getFileName().toString().startsWith(".ossimport-");
    }

    // Every file below the destination, with size and checksum as MixedObjects.contents has them.
    private SortedMap<String, String> files() throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (var walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).filter(file -> !isLeftOver(file)).forEach(files::add);
        }
        for (Path file : files) {
            Content content = Content.of(Files.readAllBytes(file));
            all.put(folder.relativize(file).toString(), MixedObjects.content(content));
        }
        return all;
    }
}
