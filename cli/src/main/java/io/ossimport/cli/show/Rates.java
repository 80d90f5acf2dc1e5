package io.ossimport.cli.show;

import io.ossimport.transfer.report.Totals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a run is at the moment: over the last ten seconds. */
final class Rates {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private record Sample(Duration at, long objects, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes a sample; {@code elapsed} never goes back. */
    void add(Totals totals, Duration elapsed) {
        samples.addLast(new Sample(elapsed, totals.listed(), totals.bytesMoved()));
        while (samples.size() > 2 && elapsed.minus(samples.getFirst().at()).compareTo(WINDOW) > 0) {
            samples.removeFirst();
        }
    }

    /** {@code 812/s, 210 MiB/s}. */
    String text() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = last.at().minus(first.at()).toMillis() / 1000.0;
        return text(last.objects() - first.objects(), last.bytes() - first.bytes(), seconds);
    }

    /** The same of the whole run. */
    static String average(Totals totals, Duration elapsed) {
        return text(totals.listed(), totals.bytesMoved(), elapsed.toMillis() / 1000.0);
    }

    private static String text(long objects, long bytes, double seconds) {
        // A run that goes on after a restart begins with what a checkpoint knows, and may step
        // back.
        long perSecond = Math.round(Math.max(0, objects) / Math.max(0.001, seconds));
        return Numbers.count(perSecond) + "/s, " + Numbers.speed(Math.max(0, bytes), seconds);
    }
}
