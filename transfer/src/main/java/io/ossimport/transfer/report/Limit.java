package io.ossimport.transfer.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Map.Entry;

/** What holds a run up: what would have to be faster, or more, for the run to be faster. */
public enum Limit {
    /** Nobody can say. */
    UNKNOWN(""),
    CPU("CPU"),
    /** Pages of the source, and of the destination where it is listed beside it. */
    LISTING("source listing"),
    SOURCE_READS("source reads"),
    DESTINATION_WRITES("destination writes"),
    /** What the user has set. */
    JOB_LIMITS("the job's limits"),
    SOURCE_THROTTLING("throttling by the source"),
    DESTINATION_THROTTLING("throttling by the destination");

    /** From this share of its processors on, a process is short of them. */
    private static final double BUSY = 0.85;

    private final String phrase;

    Limit(String phrase) {
        this.phrase = phrase;
    }

    /** As people and programs read it; empty for {@link #UNKNOWN}. */
    @JsonValue
    public String phrase() {
        return phrase;
    }

    /**
     * Where transfers go round from one to the next of several things, and each serves so many at a
     * time, most of them are found waiting at the slowest. Only processors are waited for
     * everywhere, and so are looked at first.
     *
     * <pre>
     *   processors at work            85 % or more:  CPU
     *   else, most places wait for                   that
     *   else, none waits                             UNKNOWN
     * </pre>
     *
     * @param waits what the places for transfers waited for, over several moments
     * @param cpu how much of the processors that the process may use it used, 0 to 1
     */
    public static Limit of(Waits waits, double cpu) {
        if (cpu >= BUSY) {
            return CPU;
        }
        return Map.of(
                        LISTING, waits.listing(),
                        SOURCE_READS, waits.source(),
                        DESTINATION_WRITES, waits.destination(),
                        JOB_LIMITS, waits.limits(),
                        SOURCE_THROTTLING, waits.sourceThrottling(),
                        DESTINATION_THROTTLING, waits.destinationThrottling())
                .entrySet()
                .stream()
                .filter(places -> places.getValue() > 0)
                .max(Entry.<Limit, Integer>comparingByValue().thenComparing(Entry::getKey))
                .map(Entry::getKey)
                .orElse(UNKNOWN);
    }
}
