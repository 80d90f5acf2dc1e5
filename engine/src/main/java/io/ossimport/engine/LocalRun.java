package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of a job, by this process or by a cluster that this process watches. Only one process runs
 * a job at a time. A run whose predecessor was stopped, or killed, goes on from its last
 * checkpoint; nothing needs to be asked for. Safe for many threads.
 */
public final class LocalRun {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    // Tests of crashes want more checkpoints than users do: docs/proof.md.
    private static final String INTERVAL_PROPERTY = "ossimport.checkpointMillis";
    private static final long INTERVAL_MILLIS = 10_000;

    private final RunFolder folder;
    private final @Nullable FlinkJob flink; // null when only the summary was missing
    private final CompletableFuture<RunSummary> done = new CompletableFuture<>();
    private volatile Progress lastProgress;

    private LocalRun(RunFolder folder, @Nullable FlinkJob flink) {
        this.folder = folder;
        this.flink = flink;
        this.lastProgress = folder.id().progress(Totals.ZERO, Outlook.NONE, false);
    }

    /** As {@link #start(JobSpec, ReadingListener)}, when nobody waits for a reading. */
    public static LocalRun start(JobSpec job) throws IOException, JobRunningException {
        return start(job, ReadingListener.NONE);
    }

    /**
     * Starts the run; returns when the engine is up and has the job: a second or two later, or as
     * long as it takes to read an input list, or to list a source that is listed first.
     *
     * @param listener told how far that is
     * @throws JobRunningException when another process runs this job
     * @throws IOException when the job's folder cannot be written
     */
    public static LocalRun start(JobSpec job, ReadingListener listener)
            throws IOException, JobRunningException {
        return start(job, listener, Engine.HERE);
    }

    /** As {@link #start(JobSpec, ReadingListener)}, where {@code engine} does the work. */
    public static LocalRun start(JobSpec job, ReadingListener listener, Engine engine)
            throws IOException, JobRunningException {
        return start(job, listener, engine, checkpointInterval());
    }

    private static Duration checkpointInterval() {
        return Duration.ofMillis(Long.getLong(INTERVAL_PROPERTY, INTERVAL_MILLIS));
    }

    static LocalRun start(
            JobSpec job, ReadingListener listener, Engine engine, Duration checkpointInterval)
            throws IOException, JobRunningException {
        JobFolder.of(job).make();
        return locked(job, spec -> RunFolder.open(spec, listener), engine, checkpointInterval);
    }

    /**
     * As {@link #start(JobSpec)}, but goes on with a run that was cut, and never begins one.
     *
     * @throws NoSuchRunException when there is none; nothing has been changed then
     */
    public static LocalRun resume(JobSpec job, Engine engine)
            throws IOException, JobRunningException, NoSuchRunException {
        checkResumable(job);
        return locked(job, RunFolder::resume, engine, checkpointInterval());
    }

    /**
     * Begins a run over the objects that failed in the last one.
     *
     * @param listener told how far a list of URLs is read, in which what failed is looked up
     * @throws NoSuchRunException when none failed; nothing has been changed then
     */
    public static LocalRun retry(JobSpec job, ReadingListener listener, Engine engine)
            throws IOException, JobRunningException, NoSuchRunException {
        checkRetryable(job);
        return locked(job, spec -> RunFolder.retry(spec, listener), engine, checkpointInterval());
    }

    /** Begins a run, or takes up one. */
    interface Opening<E extends Exception> {
        RunFolder of(JobSpec job) throws IOException, E;
    }

    /** Begins a run, or takes up one, under a lock that the caller holds and keeps. */
    static LocalRun locked(JobSpec job, Opening<RuntimeException> opening) throws IOException {
        return begun(job, opening, Engine.HERE, checkpointInterval(), () -> {});
    }

    // The run gives the lock back when it ends; what never becomes a run, at once.
    private static <E extends Exception> LocalRun locked(
            JobSpec job, Opening<E> opening, Engine engine, Duration checkpointInterval)
            throws IOException, JobRunningException, E {
        JobLock lock = JobLock.take(JobFolder.of(job).path(), job.name());
        try {
            return begun(job, opening, engine, checkpointInterval, lock);
        } catch (Throwable e) {
            lock.close();
            throw e;
        }
    }

    private static <E extends Exception> LocalRun begun(
            JobSpec job,
            Opening<E> opening,
            Engine engine,
            Duration checkpointInterval,
            Closeable lock)
            throws IOException, E {
        engine.requireOnlyHere(JobFolder.of(job));
        LocalRun closed = closed(job, lock);
        return closed == null ? launch(opening.of(job), engine, checkpointInterval, lock) : closed;
    }

    /**
     * The last run with its books closed, when a crash came between the end of its work and its
     * summary; null when it did not.
     */
    private static @Nullable LocalRun closed(JobSpec job, Closeable lock) throws IOException {
        RunFolder folder = RunFolder.unclosed(job);
        if (folder == null) {
            return null;
        }
        LocalRun run = new LocalRun(folder, null);
        RunEnd books = new RunEnd(folder);
        Recount lists = books.recount();
        Totals counted = run.readProgress().totals();
        if (!RunEnd.agree(lists, counted)) {
            return null;
        }
        try (lock) {
            run.done.complete(books.complete(lists, counted, OrphanedUploads.remove(folder)));
            FlinkRecord.remove(folder.folder(), folder.id().run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a run was closed");
        } catch (BookkeepingException e) {
            run.done.completeExceptionally(e);
        }
        return run;
    }

    /**
     * Gives the number of the run whose failed objects {@link #retry} would take. Changes nothing
     * and asks no store.
     *
     * @throws JobRunningException when another process runs this job
     * @throws NoSuchRunException when there is none
     */
    public static int checkRetryable(JobSpec job)
            throws IOException, JobRunningException, NoSuchRunException {
        requireNotRunning(job);
        return RunFolder.retryable(job);
    }

    static void requireNotRunning(JobSpec job) throws IOException, JobRunningException {
        if (RunningJob.of(JobFolder.of(job)).isPresent()) {
            throw new JobRunningException(job.name());
        }
    }

    /**
     * Whether {@link #resume} has something to go on with. Changes nothing and asks no store.
     *
     * @throws JobRunningException when another process runs this job
     * @throws NoSuchRunException when there is nothing
     */
    public static void checkResumable(JobSpec job)
            throws IOException, JobRunningException, NoSuchRunException {
        requireNotRunning(job);
        if (RunFolder.unclosed(job) == null) {
            RunFolder.unfinished(job);
        }
    }

    private static LocalRun launch(
            RunFolder folder, Engine engine, Duration checkpointInterval, Closeable lock)
            throws IOException {
        FlinkJob flink = FlinkJob.start(engine.open(folder), folder, checkpointInterval);
        CountAhead count = CountAhead.begin(folder);
        LocalRun run = new LocalRun(folder, flink);
        Thread watcher =
                new Thread(() -> run.watch(flink, count, lock), "run-" + folder.id().job().name());
        watcher.start();
        return run;
    }

    /** The number of this run, from 1. */
    public int number() {
        return folder.id().run();
    }

    /** Whether this run goes on where an earlier process left off. */
    public boolean isResumed() {
        return folder.from() != null || flink == null;
    }

    /** Which round of the job it is, from 1; 0 for a single run. */
    public int round() {
        Round round = folder.record().round();
        return round == null ? 0 : round.number();
    }

    /**
     * Where the time to begin with comes from that {@code importSince=auto} has found, a sentence;
     * empty when it was asked for. A run that is resumed says what it said when it began.
     */
    public String sinceReason() {
        return folder.record().sinceReason();
    }

    /** What the user should know about what the run leaves out, sentences; empty when nothing. */
    public String warning() {
        return folder.record().warning();
    }

    /** How far it is, as of a second ago or so, or longer where it cannot be read. */
    public Progress progress() {
        try {
            lastProgress = readProgress();
        } catch (IOException e) {
            LOG.debug("no progress of job {}", folder.id().job().name(), e);
        }
        return lastProgress;
    }

    private Progress readProgress() throws IOException {
        return folder.folder().readProgress(number()).orElse(lastProgress);
    }

    /**
     * Completes when everything has come to rest, lists and summary are written and nothing is left
     * running. Fails with the {@link StoreException} of a store that failed as a whole, with {@link
     * InvalidConfigException} when a store could not even be opened, and with {@link
     * BookkeepingException} or another exception when there is a bug.
     */
    public CompletionStage<RunSummary> done() {
        return done.minimalCompletionStage();
    }

    /**
     * Asks the run to end early, keeping what it needs to be resumed; {@link #done} tells when it
     * has. Does nothing when it is ending already.
     */
    public void stop() {
        if (flink != null) {
            flink.stop();
        }
    }

    private void watch(FlinkJob engine, CountAhead count, Closeable lock) {
        try {
            done.complete(finish(engine, count, lock));
        } catch (Throwable e) {
            LOG.debug("run {} of job {} failed", number(), folder.id().job().name(), e);
            done.completeExceptionally(e);
        }
    }

    // The lock goes last: whoever waits for the summary may start the job again at once.
    private RunSummary finish(FlinkJob engine, CountAhead count, Closeable lock) throws Throwable {
        try (lock;
                engine;
                count) {
            FlinkJob.End end = engine.await();
            count.close(); // what it asked belongs into the summary
            engine.close();
            folder.removeScratch();
            RunEnd books = new RunEnd(folder);
            return end == FlinkJob.End.COMPLETE
                    ? books.complete(
                            books.recount(),
                            readProgress().totals(),
                            OrphanedUploads.remove(folder))
                    : books.stopped(progress().totals());
        } catch (ExecutionException e) {
            folder.removeScratch();
            Throwable failure = Objects.requireNonNull(e.getCause());
            try {
                new RunEnd(folder).failed(progress().totals(), failure);
            } catch (IOException unwritten) {
                failure.addSuppressed(unwritten);
            }
            throw failure;
        }
    }
}
