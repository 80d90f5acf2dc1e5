package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.check.Advice;
import io.ossimport.cli.check.Preflight;
import io.ossimport.cli.check.WorkingFolderTrouble;
import io.ossimport.cli.show.Display;
import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.StoreException;
import io.ossimport.engine.JobRunningException;
import io.ossimport.engine.LocalRun;
import io.ossimport.engine.NoSuchRunException;
import io.ossimport.transfer.input.InputListException;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job from the first question to the last word: tries both stores, starts the engine,
 * shows how far it is, and says how it ended.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Talk talk;
    private final String again;
    private final String retry;
    private final String next;

    /**
     * @param again the command that goes on with the job, for the user to type
     * @param retry the command that tries what failed again
     * @param next the command that takes what came since the run; empty when there is none
     */
    JobRunner(Talk talk, String again, String retry, String next) {
        this.talk = talk;
        this.again = again;
        this.retry = retry;
        this.next = next;
    }

    /** How a run comes about. */
    private interface Start {
        LocalRun of(JobSpec job) throws IOException, JobRunningException, NoSuchRunException;
    }

    /** Runs {@code job} and says how it ended. */
    ExitCode run(JobSpec job) throws Exception {
        return run(job, LocalRun::start);
    }

    /**
     * Goes on with the run of {@code job} that was cut, and says how it ended. Never begins one.
     */
    ExitCode resume(JobSpec job) throws Exception {
        try {
            LocalRun.checkResumable(job); // before any store is asked or anything is written
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        return run(job, LocalRun::resume);
    }

    /** Tries the objects again that failed in the last run of {@code job}, as a new run. */
    ExitCode retry(JobSpec job) throws Exception {
        try {
            int run = LocalRun.checkRetryable(job); // before any store is asked
            talk.say("Retrying what failed in run " + run + ".");
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        return run(job, LocalRun::retry);
    }

    private ExitCode run(JobSpec job, Start start) throws Exception {
        try (LogFile log = LogFile.open(JobFolder.of(job).path().resolve("job.log"))) {
            try {
                return runLogged(job, start, log);
            } catch (Exception e) {
                LOG.error("job {} could not be run", job.name(), e);
                throw e;
            }
        } catch (Exception e) {
            throw WorkingFolderTrouble.explained(e, job);
        }
    }

    private ExitCode runLogged(JobSpec job, Start start, LogFile log) throws Exception {
        LOG.info("job {}: {} to {}", job.name(), job.source().url(), job.destination().url());
        talk.say("Job " + job.name() + ": " + job.source().url() + " → " + job.destination().url());
        if (job.input().given()) {
            talk.say("Only the objects that " + job.input().place() + " lists.");
        }
        if (!Preflight.check(job)) {
            talk.warn(
                    "Warning: nothing matches "
                            + job.source().url()
                            + "; there is nothing to copy.");
        }
        long begun = System.nanoTime();
        LocalRun run;
        try {
            run = start.of(job);
        } catch (InputListException e) {
            throw new Failure(ExitCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        if (run.isResumed()) {
            talk.say(takenOver(run));
        }
        if (!run.sinceReason().isEmpty()) {
            LOG.info("job {}: {}", job.name(), run.sinceReason());
            talk.say(run.sinceReason());
        }
        if (!run.warning().isEmpty()) {
            LOG.warn("job {}: {}", job.name(), run.warning());
            talk.warn("Warning: " + run.warning());
        }
        RunSummary summary;
        try {
            summary = watch(run, job, begun);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.UNRECORDABLE) {
                throw e; // the working folder's fault
            }
            LOG.error("job {}: a store failed", job.name(), e);
            summary = JobFolder.of(job).readSummary(run.number()).orElseThrow(() -> e);
            talk.json(summary.toJson());
            return end(summary.withMessage(Advice.about(e, job)), log);
        }
        talk.json(summary.toJson());
        return end(summary, log);
    }

    private Failure refused(Exception e) {
        String remedy = e instanceof NoSuchRunException ? " To run the job:  " + again : "";
        return new Failure(ExitCode.BAD_USAGE, e.getMessage() + remedy, e);
    }

    private static String takenOver(LocalRun run) {
        Totals totals = run.progress();
        return "Going on with run "
                + run.number()
                + " where it was cut: listed "
                + Numbers.count(totals.listed() + totals.ahead())
                + ", copied "
                + Numbers.count(totals.copied())
                + ", skipped "
                + Numbers.count(totals.skipped())
                + ", failed "
                + Numbers.count(totals.failed())
                + " so far.";
    }

    private RunSummary watch(LocalRun run, JobSpec job, long begun) throws Exception {
        Display display = Display.on(talk, job.name(), run.number());
        CompletableFuture<RunSummary> done = run.done().toCompletableFuture();
        StopSignals signals = StopSignals.onFirst(run::stop);
        try {
            while (!isDone(done)) {
                display.update(run.progress(), since(begun));
            }
            display.finish(run.progress(), since(begun));
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            signals.close();
        }
    }

    private static boolean isDone(CompletableFuture<RunSummary> done) throws InterruptedException {
        try {
            done.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private ExitCode end(RunSummary summary, LogFile log) {
        EndText.lines(summary).forEach(talk::result);
        talk.result("  log       " + log.file());
        return switch (summary.state()) {
            case DONE -> {
                if (!next.isEmpty()) {
                    talk.say("To take what came since then:  " + next);
                }
                yield ExitCode.DONE;
            }
            case INCOMPLETE -> {
                talk.say("Which and why:  ossimport report " + summary.job());
                if (summary.failed() > 0) {
                    talk.say("Once the causes are gone:  " + retry);
                }
                yield ExitCode.OBJECTS_FAILED;
            }
            case STOPPED -> {
                talk.say("To go on:  " + again);
                yield ExitCode.STOPPED;
            }
            case FAILED -> {
                talk.warn("ossimport: " + summary.message());
                talk.say("To go on once the cause is gone:  " + again);
                yield ExitCode.STORE_REFUSES;
            }
        };
    }
}
