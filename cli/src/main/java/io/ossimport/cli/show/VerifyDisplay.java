package io.ossimport.cli.show;

import io.ossimport.transfer.verify.VerifyTotals;
import java.time.Duration;

/**
 * Shows how far a comparison is: one line that is written over on a terminal, elsewhere one every
 * ten seconds. Used by one thread.
 */
public final class VerifyDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Talk talk;
    private final String job;
    private final int number;
    private Duration next = INTERVAL;

    public VerifyDisplay(Talk talk, String job, int number) {
        this.talk = talk;
        this.job = job;
        this.number = number;
    }

    /**
     * Takes note of where it is, and shows it when it is time to. Called several times a second.
     */
    public void update(VerifyTotals totals, Duration elapsed) {
        String text = job + " " + VerifyText.progress(totals, elapsed);
        if (talk.isDrawnOn()) {
            talk.drawOver(text);
        }
        if (elapsed.compareTo(next) >= 0) {
            next = elapsed.plus(INTERVAL);
            if (!talk.isDrawnOn()) {
                talk.say(text);
            }
            talk.json(VerifyText.progressJson(job, number, totals, elapsed));
        }
    }

    /** Leaves the cursor on an empty line. */
    public void finish() {
        if (talk.isDrawnOn()) {
            talk.erase();
        }
    }
}
