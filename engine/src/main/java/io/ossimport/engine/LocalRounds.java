package io.ossimport.engine;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.RoundRules;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.rounds.RoundsSoFar;
import java.io.IOException;

/**
 * A job in this JVM that goes on in rounds: one run after another, under one lock, so that between
 * two of them nobody else runs it. When to begin the next one is up to the caller. For one thread.
 */
public final class LocalRounds implements AutoCloseable {

    private final JobSpec job;
    private final RoundRules rules;
    private final JobLock lock;

    private LocalRounds(JobSpec job, RoundRules rules, JobLock lock) {
        this.job = job;
        this.rules = rules;
        this.lock = lock;
    }

    /**
     * Takes the job's lock; begins nothing.
     *
     * @throws JobRunningException when another process runs this job
     * @throws IOException when the job's folder cannot be written
     */
    public static LocalRounds open(JobSpec job, RoundRules rules)
            throws IOException, JobRunningException {
        JobFolder.of(job).make();
        return new LocalRounds(job, rules, JobLock.take(JobFolder.of(job).path(), job.name()));
    }

    /**
     * Whether there are rounds to go on with, or a run that was cut. Changes nothing and asks no
     * store.
     *
     * @throws JobRunningException when another process runs this job
     * @throws NoSuchRunException when there is nothing
     */
    public static void checkResumable(JobSpec job)
            throws IOException, JobRunningException, NoSuchRunException {
        LocalRun.requireNotRunning(job);
        if (RoundsSoFar.of(job).last() == null && !RunFolder.isCut(job)) {
            throw new NoSuchRunException("Job " + job.name() + " has no rounds to go on with.");
        }
    }

    /**
     * When {@link #next} is due, in milliseconds since 1970: 0 for at once, since a run was cut or
     * none has been begun. The caller sees to it that the run before has ended.
     */
    public long nextMillis() throws IOException {
        return RunFolder.isCut(job) ? 0 : RoundsSoFar.of(job).nextMillis(rules);
    }

    /** The number that the next round has. */
    public int nextNumber() throws IOException {
        Round next = RoundsSoFar.of(job).next(job, rules, System.currentTimeMillis());
        return next.number();
    }

    /**
     * Goes on with the run that was cut, or begins the next round; returns when the engine is up.
     *
     * @param listener told how far an input list is read, or a source that is listed first
     * @throws IOException when the job's folder cannot be written
     */
    public LocalRun next(ReadingListener listener) throws IOException {
        return LocalRun.locked(job, spec -> RunFolder.openRound(spec, rules, listener));
    }

    /** Gives the lock back. To be called when the last run has ended. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
