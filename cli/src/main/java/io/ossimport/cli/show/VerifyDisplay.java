package io.ossimport.cli.show;

import io.ossimport.transfer.verify.VerifyTotals;
import java.time.Duration;

/**
 * Shows how far a comparison is: one line that is written over on a terminal, elsewhere one every
 * ten seconds. Used by one thread.
 */
public final class VerifyDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Talk talk;
    private final String job;
    private final int number;
    private final boolean drawn;
    private Duration next = INTERVAL;

    public VerifyDisplay(Talk talk, String job, int number) {
        this.talk = talk;
        this.job = job;
        this.number = number;
        this.drawn = talk.columns() > 0 && !talk.isQuiet();
    }

    /**
     * Takes note of where it is, and shows it when it is time to. Called several times a second.
     */
    public void update(VerifyTotals totals, Duration elapsed) {
        String text = job + " " + VerifyText.progress(totals, elapsed);
        if (drawn) {
            int width = Math.max(10, talk.columns() - 1);
            talk.draw(ERASE_LINE + (text.length() <= width ? text : text.substring(0, width)));
        }
        if (elapsed.compareTo(next) >= 0) {
            next = elapsed.plus(INTERVAL);
            if (!drawn) {
                talk.say(text);
            }
            talk.json(VerifyText.progressJson(job, number, totals, elapsed));
        }
    }

    /** Leaves the cursor on an empty line. */
    public void finish() {
        if (drawn) {
            talk.draw(ERASE_LINE);
        }
    }
}
