package io.ossimport.transfer.limit;

import java.time.LocalTime;

/**
 * What holds at certain times of each day.
 *
 * @param from when it begins to hold, as {@code 09:00}
 * @param to when it does no longer, as {@code 19:00}; earlier than {@code from} means the next day
 * @param limits what then holds
 */
public record LimitWindow(String from, String to, LimitRule limits) {

    /**
     * @throws java.time.DateTimeException when one is no time of day
     * @throws IllegalArgumentException when they are the same
     */
    public LimitWindow {
        if (LocalTime.parse(from).equals(LocalTime.parse(to))) {
            throw new IllegalArgumentException(
                    "a window from " + from + " to " + to + " has no length");
        }
    }

    boolean contains(LocalTime time) {
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        boolean hasBegun = !time.isBefore(begin);
        boolean isBeforeEnd = time.isBefore(end);
        return begin.isBefore(end) ? hasBegun && isBeforeEnd : hasBegun || isBeforeEnd;
    }

    boolean isAtSameTimeAs(LimitWindow other) {
        return from.equals(other.from) && to.equals(other.to);
    }
}
