package io.ossimport.cli.show;

import io.ossimport.transfer.report.Progress;
import java.time.Duration;

/** Shows how far a run is. Used by one thread. */
public interface Display {

    /**
     * Takes note of where the run is, and shows it when it is time to. Called several times a
     * second.
     *
     * @param elapsed since the run began
     */
    void update(Progress progress, Duration elapsed);

    /** Shows where the run ended, and leaves the cursor on a line of its own. */
    void finish(Progress progress, Duration elapsed);

    /**
     * What fits {@code talk}: drawn in place on a terminal, lines now and then elsewhere.
     *
     * @param round which round of the job the run is; 0 for a single run
     */
    static Display on(Talk talk, String job, int round) {
        if (talk.isQuiet() && !talk.isJson()) {
            return new NoDisplay();
        }
        return talk.isDrawnOn()
                ? new LiveDisplay(talk, round == 0 ? job : job + ", round " + round)
                : new PlainLines(talk, job, round);
    }
}
