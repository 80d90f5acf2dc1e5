package io.ossimport.transfer.limit;

import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Divides the limits of a job among its movers, so that together they never have more and, where
 * any of them could use it, never less.
 *
 * <p>A mover wants a little more than what it did lately, or any amount when most of what it has
 * under way waits for its limits. Each gets what it wants as long as there is enough; those who
 * want more get the same (max-min fairness). What nobody wants is spread evenly, for whoever has a
 * use for it first. Knows no clock; for one thread.
 */
public final class LimitShares {

    /** How much more a mover wants than it did, so that it can grow. */
    private static final double GROWTH = 1.1;

    /** What all movers together want at least, of the whole, so that each can begin. */
    private static final double BEGINNINGS = 0.01;

    /** Movers that have nothing new to say are silent. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Integer, Use> uses = new HashMap<>();

    /** What a mover does, from two of its reports. */
    private record Use(
            Totals totals,
            long atNanos,
            double bytesPerSecond,
            double requestsPerSecond,
            int transfers,
            boolean isHeldBack) {

        static Use first(Totals totals, long nowNanos) {
            return new Use(totals, nowNanos, 0, 0, totals.inFlight(), isHeldBack(totals.waits()));
        }

        Use next(Totals now, long nowNanos) {
            double seconds = Math.max(1, nowNanos - atNanos) / 1e9;
            long fromSource = now.source().sum() - totals.source().sum();
            long fromDestination = now.destination().sum() - totals.destination().sum();
            return new Use(
                    now,
                    nowNanos,
                    Math.max(0, now.bytesMoved() - totals.bytesMoved()) / seconds,
                    Math.max(0, Math.max(fromSource, fromDestination)) / seconds,
                    now.inFlight(),
                    isHeldBack(now.waits()));
        }

        private static boolean isHeldBack(Waits waits) {
            return waits.limits() > 0 && 2 * waits.limits() >= waits.sum();
        }
    }

    /**
     * A mover has said what it has done so far.
     *
     * @param nowNanos as {@link System#nanoTime}
     */
    public void counted(int mover, Totals totals, long nowNanos) {
        Use before = uses.get(mover);
        uses.put(
                mover,
                before == null ? Use.first(totals, nowNanos) : before.next(totals, nowNanos));
    }

    /** A mover was lost, or begins anew. */
    public void forget(int mover) {
        uses.remove(mover);
    }

    /**
     * The share of each of {@code movers}.
     *
     * @param nowNanos as {@link System#nanoTime}
     */
    public Map<Integer, Limits> divide(Limits whole, Collection<Integer> movers, long nowNanos) {
        List<Integer> all = List.copyOf(movers);
        double[] bytes =
                divide(
                        whole.bytesPerSecond(),
                        wanted(whole.bytesPerSecond(), all, nowNanos, Use::bytesPerSecond));
        double[] requests =
                divide(
                        whole.requestsPerSecond(),
                        wanted(whole.requestsPerSecond(), all, nowNanos, Use::requestsPerSecond));
        int[] transfers =
                divide(
                        whole.transfersInFlight(),
                        wanted(whole.transfersInFlight(), all, nowNanos, Use::transfers));
        Map<Integer, Limits> shares = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            shares.put(all.get(i), new Limits(bytes[i], requests[i], transfers[i]));
        }
        return shares;
    }

    private double[] wanted(
            double whole, List<Integer> movers, long nowNanos, ToDoubleFunction<Use> amount) {
        double least = whole * BEGINNINGS / movers.size();
        return movers.stream()
                .mapToDouble(
                        mover -> {
                            Use use = uses.get(mover);
                            if (use == null || nowNanos - use.atNanos() > SILENCE_NANOS) {
                                return least;
                            }
                            return use.isHeldBack()
                                    ? Double.POSITIVE_INFINITY
                                    : least + GROWTH * amount.applyAsDouble(use);
                        })
                .toArray();
    }

    private static double[] divide(double whole, double[] wanted) {
        double[] shares = new double[wanted.length];
        if (Double.isInfinite(whole)) {
            Arrays.fill(shares, whole);
            return shares;
        }
        double left = whole;
        int open = wanted.length;
        for (int i : ascending(wanted)) {
            shares[i] = Math.min(wanted[i], left / open);
            left -= shares[i];
            open--;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] += left / shares.length;
        }
        return shares;
    }

    // In whole numbers; what is left of the fractions goes to those who want most.
    private static int[] divide(int whole, double[] wanted) {
        int[] shares = new int[wanted.length];
        if (whole == Integer.MAX_VALUE) {
            Arrays.fill(shares, whole);
            return shares;
        }
        double[] exact = divide((double) whole, wanted);
        int left = whole;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (int) exact[i];
            left -= shares[i];
        }
        int[] order = ascending(wanted);
        for (int i = order.length - 1; left > 0; i--, left--) {
            shares[order[i]]++;
        }
        return shares;
    }

    private static int[] ascending(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
