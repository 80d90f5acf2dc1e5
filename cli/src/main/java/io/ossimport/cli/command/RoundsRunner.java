package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.check.Preflight;
import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.LogFile;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.ReadingDisplay;
import io.ossimport.cli.show.Talk;
import io.ossimport.cli.show.WaitDisplay;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.RoundRules;
import io.ossimport.engine.JobRunningException;
import io.ossimport.engine.LocalRounds;
import io.ossimport.engine.LocalRun;
import io.ossimport.engine.NoSuchRunException;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job round after round until it is asked to stop: the first at once, each other one when it
 * is due, or at once when that has passed. A round that a store has cut is gone on with a while
 * later. For one thread.
 */
final class RoundsRunner {

    /** How long after a store failed its round is gone on with, unless another would be due. */
    private static final Duration PAUSE = Duration.ofMinutes(15);

    /** Who is that late is told so. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RoundsRunner.class);
    private static final long TICK_MILLIS = 250;

    private final Talk talk;
    private final String again;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable LocalRun current;

    /**
     * @param again the command that goes on with the job, for the user to type
     * @param clock by which rounds are due
     */
    RoundsRunner(Talk talk, String again, Clock clock) {
        this.talk = talk;
        this.again = again;
        this.clock = clock;
    }

    /** As {@link #run}, but only when there is something to go on with. */
    ExitCode resume(JobSpec job, RoundRules rules) throws Exception {
        try {
            LocalRounds.checkResumable(job); // before any store is asked or anything is written
        } catch (JobRunningException | NoSuchRunException e) {
            throw refused(e);
        }
        return run(job, rules);
    }

    /**
     * Runs {@code job} until it is stopped: in the middle of a round, which gives {@link
     * ExitCode#STOPPED}, or between two, which gives what the last one gave.
     */
    ExitCode run(JobSpec job, RoundRules rules) throws Exception {
        return JobLog.of(job, log -> run(job, rules, log));
    }

    private ExitCode run(JobSpec asked, RoundRules rules, LogFile log) throws Exception {
        ShownRun shown = new ShownRun(talk, asked);
        shown.sayPlaces();
        talk.say(
                "A round every "
                        + Numbers.time(rules.every())
                        + ", until it is stopped (Ctrl-C, or ossimport stop "
                        + asked.name()
                        + ").");
        JobSpec job = Preflight.check(asked, talk);
        StopSignals signals = StopSignals.onFirst(this::stop);
        try (LocalRounds rounds = LocalRounds.open(job, rules)) {
            return rounds(rounds, rules, shown, log);
        } catch (JobRunningException e) {
            throw refused(e);
        } finally {
            signals.close();
        }
    }

    private ExitCode rounds(LocalRounds rounds, RoundRules rules, ShownRun shown, LogFile log)
            throws Exception {
        ExitCode last = lastOf(shown.job());
        long notBefore = 0;
        while (true) {
            long due = rounds.nextMillis();
            long at = Math.max(due, notBefore);
            if (!waited(at, rules, shown.job().name(), rounds.nextNumber())) {
                talk.say("Stopped between two rounds. To go on:  " + again);
                return last;
            }
            sayIfLate(due, rounds.nextNumber());
            LocalRun run = next(rounds, shown.job());
            current = run;
            if (isStopping()) {
                run.stop();
            }
            RunSummary summary = shown.untilItsEnd(run);
            current = null; // a stop between two rounds has nothing else to stop
            last = end(summary, log);
            if (summary.state() == State.STOPPED) {
                talk.say("To go on:  " + again);
                return last;
            }
            boolean isCut = summary.state() == State.FAILED;
            notBefore = isCut ? clock.millis() + pauseMillis(rules) : 0;
        }
    }

    private LocalRun next(LocalRounds rounds, JobSpec job) throws IOException {
        try (ReadingDisplay reading = new ReadingDisplay(talk, job)) {
            return rounds.next(reading);
        }
    }

    private static long pauseMillis(RoundRules rules) {
        return Math.min(PAUSE.toMillis(), rules.every().toMillis());
    }

    /**
     * Waits until it is time; says whether it is, rather than that the job is to stop. No wait is
     * longer than the interval, wherever the machine's clock is set to meanwhile.
     */
    private boolean waited(long atMillis, RoundRules rules, String job, int round)
            throws InterruptedException {
        long begun = clock.millis();
        if (atMillis > begun && !isStopping()) {
            WaitDisplay display = new WaitDisplay(talk, job, round, atMillis);
            display.begin(begun);
            long most = TimeUnit.MILLISECONDS.toNanos(rules.every().toMillis());
            long start = System.nanoTime();
            for (long now = begun; now < atMillis && System.nanoTime() - start < most; ) {
                if (stopping.await(Math.min(TICK_MILLIS, atMillis - now), TimeUnit.MILLISECONDS)) {
                    break;
                }
                now = clock.millis();
                display.update(now);
            }
            display.finish();
        }
        return !isStopping();
    }

    private void sayIfLate(long due, int round) {
        Duration late = Duration.ofMillis(clock.millis() - due);
        if (due > 0 && late.compareTo(LATE) >= 0) {
            LOG.info("round {} was due {} s ago", round, late.toSeconds());
            talk.say(
                    "Round "
                            + round
                            + " was due "
                            + Numbers.time(late)
                            + " ago, so it begins at once; the times of later rounds stay as they"
                            + " are.");
        }
    }

    private void stop() {
        stopping.countDown();
        LocalRun run = current;
        if (run != null) {
            run.stop();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    // How it went when this process has had no round yet.
    private static ExitCode lastOf(JobSpec job) throws IOException {
        JobFolder folder = JobFolder.of(job);
        return folder.readSummary(folder.newestRun())
                .map(summary -> status(summary.state()))
                .orElse(ExitCode.DONE);
    }

    private ExitCode end(RunSummary summary, LogFile log) {
        boolean isQuiet =
                summary.state() == State.DONE && summary.copied() == 0 && summary.round() > 1;
        if (isQuiet) {
            talk.result(EndText.head(summary) + " Nothing was new or changed.");
        } else {
            EndText.lines(summary).forEach(talk::result);
            talk.result("  log       " + log.file());
        }
        switch (summary.state()) {
            case DONE, STOPPED -> {}
            case INCOMPLETE ->
                    talk.say(
                            "The next round tries what failed again. Which and why:  ossimport"
                                    + " report "
                                    + summary.job());
            case FAILED -> talk.warn("ossimport: " + summary.message());
        }
        return status(summary.state());
    }

    private static ExitCode status(State state) {
        return switch (state) {
            case DONE -> ExitCode.DONE;
            case INCOMPLETE -> ExitCode.OBJECTS_FAILED;
            case STOPPED -> ExitCode.STOPPED;
            case FAILED -> ExitCode.STORE_REFUSES;
        };
    }

    private Failure refused(Exception e) {
        String remedy = e instanceof NoSuchRunException ? " To run the job:  " + again : "";
        return new Failure(ExitCode.BAD_USAGE, e.getMessage() + remedy, e);
    }
}
