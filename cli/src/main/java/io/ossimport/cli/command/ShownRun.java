package io.ossimport.cli.command;

import io.ossimport.cli.check.Advice;
import io.ossimport.cli.show.Display;
import io.ossimport.cli.show.LimitText;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.StoreException;
import io.ossimport.engine.LocalRun;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.Totals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run as the user sees it while it goes on: what it takes over, how far it is, its summary.
 *
 * @param job whose run it is
 */
record ShownRun(Talk talk, JobSpec job) {

    private static final Logger LOG = LoggerFactory.getLogger(ShownRun.class);
    private static final Duration TICK = Duration.ofMillis(250);

    /** Says where the ends of the job are, whose objects are taken, and what limits it. */
    void sayPlaces() {
        talk.say("Job " + job.name() + ": " + job.source().url() + " → " + job.destination().url());
        if (job.input().isScan()) {
            talk.say("The source is listed whole before anything is copied.");
        } else if (job.input().given()) {
            talk.say("Only the objects that " + job.input().place() + " lists.");
        }
        List<String> limits = LimitText.lines(JobLimits.read(JobFolder.of(job)));
        if (!limits.isEmpty()) {
            talk.say("Limited by what  ossimport limit " + job.name() + "  has set:");
            limits.forEach(line -> talk.say("  " + line));
        }
    }

    /**
     * Shows the run until it has ended, and gives its summary; that of a store which failed as a
     * whole has advice for its message.
     *
     * @throws Exception when the run failed by the working folder or by a mistake of ours
     */
    RunSummary untilItsEnd(LocalRun run) throws Exception {
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
        try {
            RunSummary summary = watch(run);
            talk.json(summary.toJson());
            return summary;
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.UNRECORDABLE) {
                throw e; // the working folder's fault
            }
            LOG.error("job {}: a store failed", job.name(), e);
            RunSummary summary = JobFolder.of(job).readSummary(run.number()).orElseThrow(() -> e);
            talk.json(summary.toJson());
            return summary.withMessage(Advice.about(e, job));
        }
    }

    private static String takenOver(LocalRun run) {
        Totals totals = run.progress().totals();
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

    private RunSummary watch(LocalRun run) throws Exception {
        long begun = System.nanoTime();
        Display display = Display.on(talk, job.name(), run.round());
        CompletableFuture<RunSummary> done = run.done().toCompletableFuture();
        while (!isDone(done)) {
            display.update(run.progress(), since(begun));
        }
        display.finish(run.progress(), since(begun));
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
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
}
