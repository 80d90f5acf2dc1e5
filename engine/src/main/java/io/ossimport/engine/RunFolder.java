package io.ossimport.engine;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.engine.source.RunId;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run: begun anew, or gone on with where the last run of the same job left off.
 *
 * @param from the checkpoint to go on from, or null for a run that begins
 */
record RunFolder(RunId id, JobFolder folder, @Nullable Path from) {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /**
     * Chooses. The last run is gone on with when it did not end, asked for the same, and left a
     * complete checkpoint. The caller holds the job's lock.
     */
    static RunFolder open(JobSpec job) throws IOException {
        try {
            return resume(job);
        } catch (NothingToResumeException e) {
            return begin(job);
        }
    }

    /** Goes on with the last run, or says why it cannot be. The caller holds the job's lock. */
    static RunFolder resume(JobSpec job) throws IOException, NothingToResumeException {
        RunFolder unfinished = unfinished(job);
        JobFolder folder = unfinished.folder();
        makeScratch(folder);
        folder.writeJob(job);
        Files.deleteIfExists(folder.summaryFile(unfinished.id().run()));
        Checkpoints.removeOlder(folder.checkpoints());
        return unfinished;
    }

    private static RunFolder begin(JobSpec job) throws IOException {
        JobFolder folder = JobFolder.of(job);
        makeScratch(folder);
        Folders.remove(folder.checkpoints());
        folder.writeJob(job);
        int run = folder.beginRun();
        for (OutcomeKind kind : OutcomeKind.values()) {
            Files.createDirectories(folder.list(run, kind));
        }
        return new RunFolder(new RunId(job, run, System.currentTimeMillis()), folder, null);
    }

    /** The last run, when it can be gone on with. Changes nothing. */
    static RunFolder unfinished(JobSpec job) throws IOException, NothingToResumeException {
        JobFolder folder = JobFolder.of(job);
        int run = folder.newestRun();
        if (run == 0) {
            throw new NothingToResumeException("Job " + job.name() + " has not been run yet.");
        }
        String name = "Run " + run + " of job " + job.name();
        if (folder.readSummary(run).map(RunFolder::isComplete).orElse(false)) {
            throw new NothingToResumeException(name + " went to its end.");
        }
        Optional<JobRecord> last = folder.readJob();
        if (last.isEmpty() || !last.get().identity().equals(JobRecord.identity(job))) {
            throw new NothingToResumeException(
                    name + " was for other places, filters or policies than this job asks for.");
        }
        Optional<Path> from = Checkpoints.newest(folder.checkpoints());
        if (from.isEmpty()) {
            throw new NothingToResumeException(
                    name + " was cut before it had saved anything to go on from.");
        }
        long started =
                folder.readProgress(run)
                        .map(Progress::startedMillis)
                        .orElse(System.currentTimeMillis());
        return new RunFolder(new RunId(job, run, started), folder, from.get());
    }

    private static boolean isComplete(RunSummary summary) {
        return summary.state() == RunSummary.State.DONE
                || summary.state() == RunSummary.State.INCOMPLETE;
    }

    /** Makes the job's folder, readable by its owner only: its lists tell what people store. */
    static Path makeJobFolder(JobSpec job) throws IOException {
        Path folder = JobFolder.of(job).path();
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }

    /** Where Flink keeps what it needs only while it runs. */
    Path scratch() {
        return scratch(folder);
    }

    private static void makeScratch(JobFolder folder) throws IOException {
        Folders.remove(scratch(folder));
        Files.createDirectories(scratch(folder));
    }

    private static Path scratch(JobFolder folder) {
        return folder.path().resolve("tmp");
    }

    /** Takes the scratch away; where that cannot be, the next run does. */
    void removeScratch() {
        try {
            Folders.remove(scratch());
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", scratch(), e.toString());
        }
    }

    /**
     * Takes away what nobody needs once a run has its summary: checkpoints, files never finished.
     * What cannot be removed does no harm: a run with a summary is not gone on with.
     */
    void tidy() {
        try {
            Folders.remove(folder.checkpoints());
            for (OutcomeKind kind : OutcomeKind.values()) {
                for (Path file : unfinishedFiles(folder.list(id.run(), kind))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("run {} is complete; not all could be tidied: {}", id.run(), e.toString());
        }
    }

    // An attempt that failed leaves its open file behind, which no checkpoint names.
    private static Iterable<Path> unfinishedFiles(Path list) throws IOException {
        try (Stream<Path> files = Files.list(list)) {
            return files.filter(file -> isUnfinished(file.getFileName().toString())).toList();
        }
    }

    private static boolean isUnfinished(String name) {
        return name.startsWith(".") && name.contains(".inprogress");
    }
}
