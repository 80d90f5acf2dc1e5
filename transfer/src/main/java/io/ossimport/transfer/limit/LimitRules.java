package io.ossimport.transfer.limit;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The limits of a job at any time of day: {@code control.json}, which may be replaced while the job
 * runs.
 *
 * @param zone whose times of day the windows mean, as {@code Europe/Berlin}
 * @param always what holds outside of all windows, and in them where they leave it
 * @param windows where several hold at once, the later ones count
 */
public record LimitRules(String zone, LimitRule always, List<LimitWindow> windows) {

    /**
     * @throws java.time.DateTimeException when {@code zone} is none
     */
    public LimitRules {
        var unused = ZoneId.of(Objects.requireNonNull(zone, "zone is not given"));
        always = Objects.requireNonNullElse(always, LimitRule.NOTHING); // people may leave it out
        windows = List.copyOf(Objects.requireNonNullElse(windows, List.of()));
    }

    /** Rules that leave everything as it is. */
    public static LimitRules none(ZoneId zone) {
        return new LimitRules(zone.getId(), LimitRule.NOTHING, List.of());
    }

    /** These with other values outside of windows. */
    public LimitRules with(LimitRule newer) {
        return new LimitRules(zone, always.with(newer), windows);
    }

    /** These with one more window, or with other values for one that they have. */
    public LimitRules with(LimitWindow newer) {
        List<LimitWindow> others = new ArrayList<>();
        LimitRule limits = LimitRule.NOTHING;
        for (LimitWindow window : windows) {
            if (window.isAtSameTimeAs(newer)) {
                limits = window.limits();
            } else {
                others.add(window);
            }
        }
        others.add(new LimitWindow(newer.from(), newer.to(), limits.with(newer.limits())));
        return new LimitRules(zone, always, others);
    }

    /**
     * What holds at {@code time}.
     *
     * @param otherwise what holds where these leave it
     */
    public Limits at(Instant time, Limits otherwise) {
        LocalTime local = LocalTime.ofInstant(time, ZoneId.of(zone));
        LimitRule rule = always;
        for (LimitWindow window : windows) {
            if (window.contains(local)) {
                rule = rule.with(window.limits());
            }
        }
        return rule.over(otherwise);
    }
}
