package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.check.Preflight;
import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.ReadingDisplay;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.job.JobSpec;
import io.ossimport.engine.Engine;
import io.ossimport.engine.JobRunningException;
import io.ossimport.engine.LocalRun;
import io.ossimport.engine.NoSuchRunException;
import io.ossimport.transfer.input.InputListException;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;

/**
 * Runs one job from the first question to the last word: tries both stores, starts the engine,
 * shows how far it is, and says how it ended.
 */
final class JobRunner {

    private final Talk talk;
    private final String again;
    private final String retry;
    private final String next;
    private final Engine engine;

    /**
     * @param again the command that goes on with the job, for the user to type
     * @param retry the command that tries what failed again
     * @param next the command that takes what came since the run; empty when there is none
     * @param engine what does the work
     */
    JobRunner(Talk talk, String again, String retry, String next, Engine engine) {
        this.talk = talk;
        this.again = again;
        this.retry = retry;
        this.next = next;
        this.engine = engine;
    }

    /** How a run comes about. */
    private interface Start {
        LocalRun of(JobSpec job, ReadingListener listener)
                throws IOException, JobRunningException, NoSuchRunException;
    }

    /** Runs {@code job} and says how it ended. */
    ExitCode run(JobSpec job) throws Exception {
        return run(job, (spec, listener) -> LocalRun.start(spec, listener, engine));
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
        return run(job, (spec, listener) -> LocalRun.resume(spec, engine));
    }

    /** Tries the objects again that failed in the last run of {@code job}, as a new run. */
    ExitCode retry(JobSpec job) throws Exception {
        try {
            int run = LocalRun.checkRetryable(job); // before any store is asked
            talk.say("Retrying what failed in run " + run + ".");
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        return run(job, (spec, listener) -> LocalRun.retry(spec, listener, engine));
    }

    private ExitCode run(JobSpec job, Start start) throws Exception {
        return JobLog.of(job, log -> run(job, start, log));
    }

    private ExitCode run(JobSpec asked, Start start, LogFile log) throws Exception {
        ShownRun shown = new ShownRun(talk, asked);
        shown.sayPlaces();
        JobSpec job = Preflight.check(asked, talk);
        LocalRun run;
        try (ReadingDisplay reading = new ReadingDisplay(talk, job)) {
            run = start.of(job, reading);
        } catch (InputListException e) {
            throw new Failure(ExitCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        StopSignals signals = StopSignals.onFirst(run::stop);
        try {
            return end(shown.untilItsEnd(run), log);
        } finally {
            signals.close();
        }
    }

    private Failure refused(Exception e) {
        String remedy = e instanceof NoSuchRunException ? " To run the job:  " + again : "";
        return new Failure(ExitCode.BAD_USAGE, e.getMessage() + remedy, e);
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
