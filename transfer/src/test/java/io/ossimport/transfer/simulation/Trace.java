package io.ossimport.transfer.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;

/** What happened in a simulated job: a digest of all of it, and the last steps to be read. */
final class Trace {

    // For one seed, to see how it came to be: -Dossimport.test.shown=1000000.
    private static final int SHOWN = Integer.getInteger("ossimport.test.shown", 60);

    private final VirtualTime time;
    private final Deque<Step> last = new ArrayDeque<>();
    private long digest = 17;
    private long steps;

    private record Step(long nanos, String what, Object about, Object detail) {}

    Trace(VirtualTime time) {
        this.time = time;
    }

    void say(String what, Object about) {
        say(what, about, "");
    }

    /**
     * One step. Nothing is made into text unless it is shown.
     *
     * @param about, detail with a hash code that is the same in every run
     */
    void say(String what, Object about, Object detail) {
        long nanos = time.nanoTime();
        digest = digest * 0x100000001b3L + Objects.hash(nanos, what, about, detail);
        steps++;
        if (last.size() == SHOWN) {
            last.removeFirst();
        }
        last.addLast(new Step(nanos, what, about, detail));
    }

    /** The same for the same steps at the same times. */
    long digest() {
        return digest;
    }

    long steps() {
        return steps;
    }

    /** The last steps, a line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : last) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%12.6f s  %-28s %s %s%n",
                            step.nanos / 1e9,
                            step.what,
                            step.about,
                            step.detail));
        }
        return text.toString();
    }
}
