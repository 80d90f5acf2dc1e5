package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.check.Advice;
import io.ossimport.cli.check.Preflight;
import io.ossimport.cli.check.WorkingFolderTrouble;
import io.ossimport.cli.show.FirstRows;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.ReadingDisplay;
import io.ossimport.cli.show.Talk;
import io.ossimport.cli.show.VerifyDisplay;
import io.ossimport.cli.show.VerifyText;
import io.ossimport.core.config.JobFile;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.input.InputListException;
import io.ossimport.transfer.verify.Sample;
import io.ossimport.transfer.verify.VerifyRow;
import io.ossimport.transfer.verify.VerifyRun;
import io.ossimport.transfer.verify.VerifySummary;
import io.ossimport.transfer.verify.VerifyTotals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares both ends of a job and says what differs. */
final class VerifyRunner {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyRunner.class);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Talk talk;
    private final Sample sample;
    private final FirstRows first = new FirstRows();

    VerifyRunner(Talk talk, Sample sample) {
        this.talk = talk;
        this.sample = sample;
    }

    /** Goes on after a run with what the job file asks for; gives the worse exit status of both. */
    static ExitCode afterRun(Talk talk, JobFile jobFile, ExitCode run) throws Exception {
        boolean ended = run == ExitCode.DONE || run == ExitCode.OBJECTS_FAILED;
        if (!jobFile.verifyAfterImport() || !ended) {
            return run;
        }
        ExitCode verified = new VerifyRunner(talk, Sample.NONE).run(jobFile);
        return verified.status() > run.status() ? verified : run;
    }

    ExitCode run(JobFile jobFile) throws Exception {
        JobSpec asked = jobFile.job();
        talk.say("Verifying " + asked.source().url() + " against " + asked.destination().url());
        JobSpec job = Preflight.check(asked, talk);
        try (ObjectStore source = StoreFactory.openStore(job.source());
                ObjectStore destination = StoreFactory.openStore(job.destination());
                VerifyRun run = opened(jobFile, job, source, destination);
                LogFile log = LogFile.open(run.lists().resolve("verify.log"))) {
            return run(job, run, log);
        } catch (InputListException e) {
            throw new Failure(ExitCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            throw WorkingFolderTrouble.explained(e, job);
        }
    }

    private VerifyRun opened(
            JobFile jobFile, JobSpec job, ObjectStore source, ObjectStore destination)
            throws IOException {
        try (ReadingDisplay reading = new ReadingDisplay(talk, job)) {
            return new VerifyRun(job, jobFile.verify(), sample, source, destination, reading);
        }
    }

    private ExitCode run(JobSpec job, VerifyRun run, LogFile log) throws Exception {
        LOG.info("job {}: {} against {}", job.name(), job.source().url(), job.destination().url());
        Throwable failure = watch(job, run);
        if (failure != null && !isExpected(failure)) {
            LOG.error("job {} could not be verified", job.name(), failure);
            throw failure instanceof Exception problem ? problem : new ExecutionException(failure);
        }
        run.warnings().forEach(warning -> talk.warn("Warning: " + warning));
        VerifySummary summary = run.end(failure);
        LOG.info("job {}: {}", job.name(), summary);
        first.lines(run.lists()).forEach(talk::result);
        talk.json(summary.toJson());
        VerifyText.lines(summary).forEach(talk::result);
        talk.result("  log       " + log.file());
        return last(job, summary, failure);
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof StoreException || failure instanceof CancellationException;
    }

    /** Waits for the end; gives what it failed with, or null. */
    private @Nullable Throwable watch(JobSpec job, VerifyRun run) throws InterruptedException {
        long begun = System.nanoTime();
        VerifyDisplay display = new VerifyDisplay(talk, job.name(), run.number());
        CompletableFuture<VerifyTotals> done = run.start(this::tell);
        StopSignals signals = StopSignals.onFirst(run::stop);
        try {
            while (true) {
                try {
                    done.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                    return null;
                } catch (TimeoutException e) {
                    display.update(run.totals(), Duration.ofNanos(System.nanoTime() - begun));
                } catch (ExecutionException e) {
                    return StoreException.cause(e.getCause() == null ? e : e.getCause());
                } catch (CancellationException e) {
                    return e;
                }
            }
        } finally {
            signals.close();
            display.finish();
        }
    }

    private void tell(VerifyRow row) {
        if (row.verdict() != VerifyRow.Verdict.SAME) {
            talk.json(VerifyText.json(row));
            first.add(row);
        }
    }

    private ExitCode last(JobSpec job, VerifySummary summary, @Nullable Throwable failure) {
        return switch (summary.state()) {
            case DONE -> ExitCode.DONE;
            case INCOMPLETE -> ExitCode.OBJECTS_FAILED;
            case STOPPED -> {
                talk.say("Stopped. The same command compares again from the beginning.");
                yield ExitCode.STOPPED;
            }
            case FAILED -> {
                if (failure instanceof StoreException problem) {
                    talk.warn("ossimport: " + Advice.about(problem, job));
                }
                yield ExitCode.STORE_REFUSES;
            }
        };
    }
}
