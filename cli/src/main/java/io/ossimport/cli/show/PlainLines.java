package io.ossimport.cli.show;

import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Totals;
import java.time.Duration;

/** One line every ten seconds: for people, and with {@code --json} for programs as well. */
final class PlainLines implements Display {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Talk talk;
    private final String job;
    private final int round;
    private final Rates rates = new Rates();
    private Duration next = INTERVAL;

    PlainLines(Talk talk, String job, int round) {
        this.talk = talk;
        this.job = job;
        this.round = round;
    }

    @Override
    public void update(Progress progress, Duration elapsed) {
        Totals totals = progress.totals();
        rates.add(totals, elapsed);
        if (elapsed.compareTo(next) < 0) {
            return;
        }
        next = elapsed.plus(INTERVAL);
        String name = round == 0 ? job : job + ", round " + round;
        talk.say(
                name
                        + " "
                        + ProgressLine.text(totals, elapsed)
                        + ", "
                        + rates.text()
                        + OutlookText.ending(progress.outlook()));
        talk.json(ProgressLine.json(progress, round, "running", elapsed));
    }

    @Override
    public void finish(Progress progress, Duration elapsed) {}
}
