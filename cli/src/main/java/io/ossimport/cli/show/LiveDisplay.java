package io.ossimport.cli.show;

import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A few lines on a terminal that are drawn again in place, with the two ANSI sequences that every
 * terminal has: cursor up and erase to the end.
 *
 * <pre>
 * photos   12 s
 *   copied    2,410 of 3,001 listed   1.2 GiB
 *   skipped   0      failed 0      in flight 64
 *   now       812/s, 210 MiB/s     average 640/s, 180 MiB/s
 *   left      1,204,000 objects, 3.2 TiB, done in 2h05m to 2h40m
 *   limit     source reads
 * </pre>
 *
 * <p>The last two are there as soon as they are known.
 */
final class LiveDisplay implements Display {

    private static final String ESCAPE = "\u001b[";
    private static final String ERASE_BELOW = ESCAPE + "J";
    private static final String BOLD = ESCAPE + "1m";
    private static final String RED = ESCAPE + "31m";
    private static final String PLAIN = ESCAPE + "0m";

    private final Talk talk;
    private final String job;
    private final Rates rates = new Rates();
    private int linesDrawn;

    LiveDisplay(Talk talk, String job) {
        this.talk = talk;
        this.job = job;
    }

    @Override
    public void update(Progress progress, Duration elapsed) {
        rates.add(progress.totals(), elapsed);
        draw(lines(progress, elapsed));
    }

    @Override
    public void finish(Progress progress, Duration elapsed) {
        update(progress, elapsed);
        linesDrawn = 0;
    }

    private List<String> lines(Progress progress, Duration elapsed) {
        Totals totals = progress.totals();
        List<String> lines = new ArrayList<>();
        lines.add(job + "   " + Numbers.time(elapsed));
        lines.add(
                "  copied    "
                        + Numbers.count(totals.copied())
                        + " of "
                        + Numbers.count(totals.listed() + totals.ahead())
                        + " listed   "
                        + Numbers.size(totals.bytes()));
        lines.add(
                "  skipped   "
                        + Numbers.count(totals.skipped())
                        + "      failed "
                        + Numbers.count(totals.failed())
                        + "      in flight "
                        + Numbers.count(totals.inFlight()));
        lines.add(
                "  now       " + rates.text() + "      average " + Rates.average(totals, elapsed));
        add("  left      ", OutlookText.left(progress.outlook()), lines);
        add("  limit     ", OutlookText.limit(progress.outlook()), lines);
        return lines;
    }

    private static void add(String label, String text, List<String> lines) {
        if (!text.isEmpty()) {
            lines.add(label + text);
        }
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (linesDrawn > 0) {
            text.append(ESCAPE).append(linesDrawn).append('A');
        }
        text.append('\r').append(ERASE_BELOW);
        for (int i = 0; i < lines.size(); i++) {
            text.append(coloured(talk.cut(lines.get(i)), i)).append('\n');
        }
        linesDrawn = lines.size();
        talk.draw(text.toString());
    }

    private String coloured(String line, int index) {
        if (!talk.hasColour()) {
            return line;
        }
        if (index == 0) {
            return BOLD + line + PLAIN;
        }
        return line.replaceFirst("failed ([1-9][0-9,]*)", RED + "failed $1" + PLAIN);
    }
}
