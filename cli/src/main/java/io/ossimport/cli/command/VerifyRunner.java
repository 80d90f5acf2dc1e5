package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.check.Preflight;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Talk;
import io.ossimport.cli.show.VerifyText;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.verify.Verifier;
import io.ossimport.transfer.verify.VerifyRow;
import io.ossimport.transfer.verify.VerifySummary;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares both ends of a job and says what differs. */
final class VerifyRunner {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyRunner.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Talk talk;
    private final AtomicLong compared = new AtomicLong();

    VerifyRunner(Talk talk) {
        this.talk = talk;
    }

    ExitCode run(JobSpec job) throws Exception {
        try (LogFile log = LogFile.open(JobFolder.of(job).path().resolve("job.log"))) {
            try {
                return runLogged(job, log);
            } catch (Exception e) {
                LOG.error("job {} could not be verified", job.name(), e);
                throw e;
            }
        }
    }

    private ExitCode runLogged(JobSpec job, LogFile log) throws Exception {
        long begun = System.nanoTime();
        talk.say("Verifying " + job.source().url() + " against " + job.destination().url());
        Preflight.check(job);
        VerifySummary summary;
        try (ObjectStore source = StoreFactory.openStore(job.source());
                ObjectStore destination = StoreFactory.openStore(job.destination())) {
            Verifier verifier = new Verifier(source, destination, job);
            summary = await(verifier.run(this::tell).toCompletableFuture());
        } catch (StoreException e) {
            throw new Failure(ExitCode.STORE_REFUSES, String.valueOf(e.getMessage()), e);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        LOG.info("job {}: verified in {}: {}", job.name(), elapsed, summary);
        VerifyText.lines(job.name(), summary, elapsed).forEach(talk::result);
        talk.result("  log       " + log.file());
        talk.json(VerifyText.json(job.name(), summary, elapsed));
        return summary.isEqual() ? ExitCode.DONE : ExitCode.OBJECTS_FAILED;
    }

    private void tell(VerifyRow row) {
        compared.incrementAndGet();
        if (row.verdict() != VerifyRow.Verdict.SAME) {
            talk.json(VerifyText.json(row));
            talk.result(VerifyText.line(row));
        }
    }

    private VerifySummary await(CompletableFuture<VerifySummary> done) throws Exception {
        while (true) {
            try {
                return done.get(INTERVAL.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                talk.say("  " + Numbers.count(compared.get()) + " keys compared");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                while (cause instanceof CompletionException && cause.getCause() != null) {
                    cause = cause.getCause();
                }
                throw cause instanceof Exception problem ? problem : e;
            }
        }
    }
}
