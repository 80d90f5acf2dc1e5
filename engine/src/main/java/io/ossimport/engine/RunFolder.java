package io.ossimport.engine;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.engine.source.RunId;
import io.ossimport.transfer.input.InputReading;
import io.ossimport.transfer.input.InputRecord;
import io.ossimport.transfer.input.ListedObjects;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.retry.FailedObjects;
import io.ossimport.transfer.rounds.OldLists;
import io.ossimport.transfer.rounds.RoundsSoFar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run: begun anew, or gone on with where the last run of the same job left off.
 *
 * @param id with the job as it is run: the time to begin with is that of the record
 * @param record how the run came about
 * @param from the checkpoint to go on from, or null for a run that begins
 */
record RunFolder(RunId id, RunRecord record, JobFolder folder, @Nullable Path from) {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private static final String OTHER_JOB =
            " was for other places, filters or policies than this job asks for.";

    /**
     * Chooses. The last run is gone on with when it did not end, asked for the same, and left a
     * complete checkpoint. The caller holds the job's lock.
     */
    static RunFolder open(JobSpec job, ReadingListener listener) throws IOException {
        try {
            return resume(job);
        } catch (NoSuchRunException e) {
            return begin(job, 0, null, listener);
        }
    }

    /**
     * Goes on with the last run when that did not end, as {@link #open} does, or begins the next
     * round. The caller holds the job's lock.
     */
    static RunFolder openRound(JobSpec job, RoundRules rules, ReadingListener listener)
            throws IOException {
        try {
            return resume(job);
        } catch (NoSuchRunException e) {
            Round next = RoundsSoFar.of(job).next(job, rules, System.currentTimeMillis());
            return begin(job, 0, next, listener);
        }
    }

    /** Whether there is a run to go on with, or one whose summary only is missing. */
    static boolean isCut(JobSpec job) throws IOException {
        try {
            return unclosed(job) != null || unfinished(job).from() != null;
        } catch (NoSuchRunException e) {
            return false;
        }
    }

    /** Goes on with the last run, or says why it cannot be. The caller holds the job's lock. */
    static RunFolder resume(JobSpec job) throws IOException, NoSuchRunException {
        RunFolder unfinished = unfinished(job);
        JobFolder folder = unfinished.folder();
        makeScratch(folder);
        folder.writeJob(job);
        Files.deleteIfExists(folder.summaryFile(unfinished.id().run()));
        Checkpoints.removeOlder(folder.checkpoints());
        return unfinished;
    }

    /**
     * Begins a run over the objects that failed in the last one. The caller holds the job's lock.
     */
    static RunFolder retry(JobSpec job, ReadingListener listener)
            throws IOException, NoSuchRunException {
        return begin(job, retryable(job), null, listener);
    }

    /**
     * The number of the last run, when objects failed in it that can be retried. Changes nothing.
     */
    static int retryable(JobSpec job) throws IOException, NoSuchRunException {
        JobFolder folder = JobFolder.of(job);
        int run = newestWithLists(folder);
        if (run == 0) {
            throw new NoSuchRunException("Job " + job.name() + " has not been run yet.");
        }
        String name = "Run " + run + " of job " + job.name();
        Optional<RunSummary> summary = folder.readSummary(run).filter(RunSummary::isComplete);
        if (summary.isEmpty()) {
            throw new NoSuchRunException(name + " did not come to its end; resume it first.");
        }
        if (!isSameJob(job, folder)) {
            throw new NoSuchRunException(name + OTHER_JOB);
        }
        long failed = summary.get().failed();
        if (failed == 0) {
            throw new NoSuchRunException(name + " has no object that failed.");
        }
        if (failed > FailedObjects.MOST) {
            throw new NoSuchRunException(
                    failed
                            + " objects failed in "
                            + name
                            + ", more than the "
                            + FailedObjects.MOST
                            + " that are retried by themselves. Run the job again: it skips what"
                            + " is there.");
        }
        return run;
    }

    // A retry that was cut before it had saved anything is begun again.
    private static int newestWithLists(JobFolder folder) throws IOException {
        int run = folder.newestRun();
        Optional<RunRecord> record = folder.readRun(run);
        boolean wasCutAtOnce =
                folder.readSummary(run).isEmpty()
                        && Checkpoints.newest(folder.checkpoints()).isEmpty();
        return wasCutAtOnce && record.isPresent() && record.get().retryOf() > 0
                ? record.get().retryOf()
                : run;
    }

    private static RunFolder begin(
            JobSpec job, int retryOf, @Nullable Round round, ReadingListener listener)
            throws IOException {
        JobFolder folder = JobFolder.of(job);
        Beginnings beginnings = new Beginnings(job, folder);
        // URLs are in the list alone, also those of what failed.
        boolean readsList = job.input().given() && (retryOf == 0 || job.input().hasUrls());
        Path list = folder.path().resolve("input.new");
        // First of all: what is changed while the list is read is for the next run.
        RunRecord unnumbered = retryOf == 0 ? beginnings.whole(round) : beginnings.retry(retryOf);
        if (readsList) {
            readList(job, list, listener);
        }
        makeScratch(folder);
        Folders.remove(folder.checkpoints());
        folder.writeJob(job);
        RunRecord record = unnumbered.withRun(folder.beginRun());
        if (readsList) {
            Files.move(list, folder.input(record.run()));
        }
        folder.writeRun(record);
        for (OutcomeKind kind : OutcomeKind.values()) {
            Files.createDirectories(folder.list(record.run(), kind));
        }
        return of(job, record, folder, null);
    }

    // Before anything of the last run is given up: the list may be of no use.
    private static void readList(JobSpec job, Path list, ReadingListener listener)
            throws IOException {
        Folders.remove(list);
        Files.createDirectories(list);
        InputRecord read = InputReading.read(job, list, listener);
        LOG.info("job {}: the input list was read: {}", job.name(), read);
    }

    private static RunFolder of(
            JobSpec job, RunRecord record, JobFolder folder, @Nullable Path from) {
        TakeRules take = job.take();
        JobSpec found =
                take.autoSince() || record.round() != null
                        ? job.taking(take.modified(record.sinceMillis(), take.untilMillis()))
                        : job;
        if (!job.input().given() || job.input().isScan()) {
            // A run that is gone on with keeps to the way in which it began to list.
            boolean isScanned = Files.exists(folder.input(record.run()));
            found = found.over(isScanned ? InputList.SCAN : InputList.NONE);
        }
        RunId id =
                new RunId(
                        found,
                        record.run(),
                        record.startedMillis(),
                        record.retryOf(),
                        record.failedOf());
        return new RunFolder(id, record, folder, from);
    }

    /** The last run, when it can be gone on with. Changes nothing. */
    static RunFolder unfinished(JobSpec job) throws IOException, NoSuchRunException {
        JobFolder folder = JobFolder.of(job);
        int run = folder.newestRun();
        if (run == 0) {
            throw new NoSuchRunException("Job " + job.name() + " has not been run yet.");
        }
        String name = "Run " + run + " of job " + job.name();
        if (folder.readSummary(run).map(RunSummary::isComplete).orElse(false)) {
            throw new NoSuchRunException(name + " went to its end.");
        }
        if (!isSameJob(job, folder)) {
            throw new NoSuchRunException(name + OTHER_JOB);
        }
        Optional<Path> from = Checkpoints.newest(folder.checkpoints());
        if (from.isEmpty()) {
            throw new NoSuchRunException(
                    name + " was cut before it had saved anything to go on from.");
        }
        RunRecord record =
                folder.readRun(run)
                        .orElse(RunRecord.of(System.currentTimeMillis(), 0).withRun(run));
        return of(job, record, folder, from.get());
    }

    /**
     * The last run, when all its work was done and only its summary is missing; null when not so.
     */
    static @Nullable RunFolder unclosed(JobSpec job) throws IOException {
        JobFolder folder = JobFolder.of(job);
        int run = folder.newestRun();
        Optional<RunRecord> record = folder.readRun(run);
        boolean isUnclosed =
                record.isPresent()
                        && folder.readSummary(run).isEmpty()
                        && folder.readProgress(run).map(Progress::ended).orElse(false)
                        && isSameJob(job, folder)
                        && Checkpoints.newest(folder.checkpoints()).isEmpty();
        return isUnclosed ? of(job, record.get(), folder, null) : null;
    }

    private static boolean isSameJob(JobSpec job, JobFolder folder) throws IOException {
        return folder.readJob()
                .map(JobRecord::identity)
                .filter(JobRecord.identity(job)::equals)
                .isPresent();
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

    /** What was asked of the source when it was listed before anything was copied. */
    Requests scanRequests() throws IOException {
        return input().map(InputRecord::requests).orElse(Requests.NONE);
    }

    /**
     * What the reading of the job's input list gave; empty when the run is about no list, or about
     * what failed of one.
     */
    Optional<InputRecord> input() throws IOException {
        return id.job().input().given() && !id.isRetry()
                ? Optional.of(InputRecord.read(folder.input(id.run())))
                : Optional.empty();
    }

    /**
     * Takes away what nobody needs once a run has its summary: checkpoints, files never finished,
     * the objects of its input list, and of earlier rounds the rows of what was left as it was.
     * What cannot be removed does no harm: a run with a summary is not gone on with.
     */
    void tidy() {
        try {
            Folders.remove(folder.checkpoints());
            ListedObjects.remove(folder.input(id.run()));
            for (OutcomeKind kind : OutcomeKind.values()) {
                for (Path file : unfinishedFiles(folder.list(id.run(), kind))) {
                    Files.deleteIfExists(file);
                }
            }
            if (record.round() != null) {
                OldLists.removeBefore(folder, id.run());
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
