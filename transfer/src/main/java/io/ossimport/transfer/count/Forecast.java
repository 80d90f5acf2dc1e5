package io.ossimport.transfer.count;

import io.ossimport.transfer.report.Limit;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says what is left of a run, when it will be done, and what holds it up, from how far it was every
 * second or so.
 *
 * <p>The end is reckoned four times: by what is left of the objects and of the bytes, at the rate
 * of the last minute and at that of all the time that this has watched. The least and the greatest
 * are given. Nothing is, before it is known how much there is, or while nothing moves.
 *
 * <p>For one thread.
 */
public final class Forecast {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** What holds a run up is judged over so long: a few moments would say little. */
    private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Nothing is said before. */
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How far the run was at one moment. */
    private record Sample(long nanos, long objects, long bytes, Waits waits, double cpu) {

        boolean isBeyond(Sample earlier) {
            return objects > earlier.objects || bytes > earlier.bytes;
        }
    }

    private final Deque<Sample> minute = new ArrayDeque<>();
    private @Nullable Sample first;

    /**
     * Takes note of where the run is.
     *
     * @param nowNanos as {@link System#nanoTime}
     * @param cpu how much of the processors that the process may use it used since the last time, 0
     *     to 1
     */
    public void add(long nowNanos, Totals totals, double cpu) {
        // What is under way counts as far as it is read.
        long bytes = totals.bytesSeen() + Math.max(0, totals.bytesMoved() - totals.bytes());
        Sample now = new Sample(nowNanos, totals.listed(), bytes, totals.waits(), cpu);
        if (!minute.isEmpty() && now.objects() < minute.getLast().objects()) {
            minute.clear(); // a mover has gone back to its last checkpoint
        }
        if (minute.isEmpty()) {
            first = now;
        }
        minute.addLast(now);
        while (nowNanos - minute.getFirst().nanos() > MINUTE_NANOS) {
            minute.removeFirst();
        }
    }

    /**
     * What can be said now.
     *
     * @param total how much there is, as far as it is known
     */
    public Outlook outlook(SourceCount total) {
        Sample begin = first;
        if (begin == null) {
            return Outlook.NONE;
        }
        Sample now = minute.getLast();
        long leftObjects = left(total.listed(), now.objects());
        long leftBytes = left(total.bytesTaken(), now.bytes());
        boolean isEarly = now.nanos() - begin.nanos() < LEAST_NANOS;
        DoubleSummaryStatistics eta = new DoubleSummaryStatistics();
        if (total.whole() && !isEarly && now.isBeyond(minute.getFirst())) {
            for (Sample earlier : List.of(begin, minute.getFirst())) {
                double seconds = (now.nanos() - earlier.nanos()) / 1e9;
                reckon(leftObjects, now.objects() - earlier.objects(), seconds, eta);
                reckon(leftBytes, now.bytes() - earlier.bytes(), seconds, eta);
            }
        }
        boolean isKnown = eta.getCount() > 0;
        return new Outlook(
                total.listed(),
                total.bytesTaken(),
                total.whole(),
                leftObjects,
                leftBytes,
                isKnown ? (long) Math.ceil(eta.getMin()) : SourceCount.UNKNOWN,
                isKnown ? (long) Math.ceil(eta.getMax()) : SourceCount.UNKNOWN,
                isEarly ? Limit.UNKNOWN : limit(now));
    }

    private static long left(long total, long done) {
        return total == SourceCount.UNKNOWN ? SourceCount.UNKNOWN : Math.max(0, total - done);
    }

    private static void reckon(long left, long done, double seconds, DoubleSummaryStatistics eta) {
        if (left > 0 && done > 0) {
            eta.accept(left * seconds / done);
        }
    }

    private Limit limit(Sample now) {
        List<Sample> moment =
                minute.stream().filter(s -> now.nanos() - s.nanos() < MOMENT_NANOS).toList();
        return Limit.of(
                moment.stream().map(Sample::waits).reduce(Waits.NONE, Waits::plus),
                moment.stream().mapToDouble(Sample::cpu).average().orElse(0));
    }
}
