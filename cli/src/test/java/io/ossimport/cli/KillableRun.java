package io.ossimport.cli;

import io.ossimport.testkit.cloud.LoggedRequest;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole program as a process that is to be killed, and a watch on its checkpoints: what had
 * been done before a checkpoint began need not be done again.
 */
final class KillableRun {

    /** How often it makes a checkpoint, so that a life of a second or two has some. */
    private static final int INTERVAL_MILLIS = 150;

    private static final long POLL_NANOS = 500_000;
    private static final long LONGEST_SECONDS = 120;

    /**
     * What the stand-ins had recorded when no checkpoint after {@code newest} was complete.
     *
     * @param sourceBytes that were read from the source
     * @param destinationRequests that the destination had answered
     */
    private record Sample(int newest, long sourceBytes, int destinationRequests) {}

    private final Clouds clouds;
    private final Path checkpoints;
    private final Started started;
    private final List<Sample> samples = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private final long objectsReadBefore;
    private @Nullable Duration untilRead;

    private KillableRun(
            Clouds clouds, Path checkpoints, Started started, Sample atStart, long objectsRead) {
        this.clouds = clouds;
        this.checkpoints = checkpoints;
        this.started = started;
        this.samples.add(atStart);
        this.objectsReadBefore = objectsRead;
    }

    /** Starts the job of this name, or goes on with it. */
    static KillableRun start(Clouds clouds, Path file, String job, Path folder) throws IOException {
        JobFolder state = JobFolder.of(clouds.workingDir(), job);
        Sample atStart =
                new Sample(
                        -1, clouds.s3.requests().bytesRead(), (int) clouds.oss.requests().total());
        long objectsRead = clouds.s3.requests().count("GetObject");
        Started started =
                Started.program(
                        folder,
                        List.of("-Dossimport.checkpointMillis=" + INTERVAL_MILLIS),
                        "run",
                        file.toString(),
                        "--json");
        return new KillableRun(clouds, state.checkpoints(), started, atStart, objectsRead);
    }

    /** How long it took from its start until it had read of an object; null if it never did. */
    @Nullable Duration untilRead() {
        return untilRead;
    }

    // What is recorded is read first: what the folder says then may have come about since.
    private void sample() throws IOException {
        long bytes = clouds.s3.requests().bytesRead();
        int requests = (int) clouds.oss.requests().total();
        Sample sample = new Sample(newestCheckpoint(), bytes, requests);
        int last = samples.size() - 1;
        if (last > 0 && samples.get(last).newest() == sample.newest()) {
            samples.set(last, sample);
        } else {
            samples.add(sample);
        }
        if (untilRead == null && clouds.s3.requests().count("GetObject") > objectsReadBefore) {
            untilRead = Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }

    /** Watches until something is so, or the program has ended; says whether it was so first. */
    boolean watchUntil(BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (started.process().isAlive()) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("neither ended nor got there: " + started.all());
            }
            sample();
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }

    /** The number of the newest complete checkpoint; -1 when there is none. */
    int newestCheckpoint() throws IOException {
        int newest = -1;
        for (Path job : children(checkpoints)) {
            for (Path checkpoint : children(job)) {
                String name = checkpoint.getFileName().toString();
                if (name.startsWith("chk-") && Files.exists(checkpoint.resolve("_metadata"))) {
                    newest = Math.max(newest, Integer.parseInt(name.substring("chk-".length())));
                }
            }
        }
        return newest;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
            return List.of();
        }
    }

    /** SIGKILL, and the end of the process. */
    void kill() {
        started.process().destroyForcibly().onExit().join();
    }

    /** Waits for the end, and gives the exit status. */
    int end() throws InterruptedException {
        return started.end();
    }

    /** Everything that it printed. */
    String all() throws IOException {
        return started.all();
    }

    /**
     * Bytes that were read from the source and may have to be read again: all since a moment that
     * was surely before the newest checkpoint began. To be asked after the kill.
     */
    long lostBytes() throws IOException {
        return clouds.s3.requests().bytesRead() - before(0).sourceBytes();
    }

    /**
     * Parts that need not be sent again: the destination had taken them two whole checkpoints
     * before the newest one began. How long its answers took to be seen here nobody knows, but not
     * that long. Each as the target of its request. To be asked after the kill.
     */
    Set<String> safeParts() throws IOException {
        List<LoggedRequest> all = clouds.oss.requests().list();
        Set<String> safe = new HashSet<>();
        for (LoggedRequest request :
                all.subList(
                        samples.get(0).destinationRequests(), before(2).destinationRequests())) {
            if (request.operation().equals("UploadPart") && request.status() == 200) {
                safe.add(request.target());
            }
        }
        return safe;
    }

    // Only one checkpoint is under way at a time. So what was recorded while this one was not yet
    // complete, was recorded before the next one began. They are counted from the newest back.
    private Sample before(int back) throws IOException {
        int newest = newestCheckpoint();
        List<Integer> completed =
                samples.stream().map(Sample::newest).distinct().filter(n -> n < newest).toList();
        int last = completed.size() - 1 - back;
        // the one that was complete last before: while it was the newest, the next may have begun
        return last < 1 ? samples.get(0) : sampleOf(completed.get(last - 1));
    }

    private Sample sampleOf(int newest) {
        return samples.stream()
                .filter(sample -> sample.newest() == newest)
                .findFirst()
                .orElseThrow();
    }
}
