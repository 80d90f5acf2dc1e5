package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.transfer.limit.LimitRule;
import io.ossimport.transfer.limit.LimitRules;
import io.ossimport.transfer.limit.LimitWindow;
import io.ossimport.transfer.limit.Limits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of a job in words. */
public final class LimitText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] UNITS = {"GB", "GiB", "MB", "MiB", "kB", "KiB"};
    private static final long[] BYTES = {
        1_000_000_000, 1 << 30, 1_000_000, 1 << 20, 1_000, 1 << 10
    };

    private LimitText() {}

    /** What was set: a line for what always holds, and one for each window. */
    public static List<String> lines(LimitRules rules) {
        List<String> lines = new ArrayList<>();
        if (!rules.always().equals(LimitRule.NOTHING)) {
            lines.add("always            " + text(rules.always()));
        }
        for (LimitWindow window : rules.windows()) {
            lines.add(
                    String.format(
                            "%s to %s    %s (%s)",
                            window.from(), window.to(), text(window.limits()), rules.zone()));
        }
        return lines;
    }

    /** {@code 400 MB/s, 2,000 requests/s to each store, 64 transfers at once}. */
    public static String text(Limits limits) {
        return text(LimitRule.of(limits));
    }

    private static String text(LimitRule rule) {
        List<String> parts = new ArrayList<>();
        if (rule.bytesPerSecond() != null) {
            parts.add(
                    rule.bytesPerSecond() == 0
                            ? "any bandwidth"
                            : bandwidth(rule.bytesPerSecond()));
        }
        if (rule.requestsPerSecond() != null) {
            parts.add(
                    rule.requestsPerSecond() == 0
                            ? "any number of requests"
                            : Numbers.count(rule.requestsPerSecond())
                                    + " requests/s to each store");
        }
        if (rule.transfersInFlight() != null) {
            parts.add(
                    rule.transfersInFlight() == 0
                            ? "as many transfers as the movers may have"
                            : Numbers.count(rule.transfersInFlight()) + " transfers at once");
        }
        return parts.isEmpty() ? "no limit" : String.join(", ", parts);
    }

    /**
     * One JSON object of type {@code limits}.
     *
     * @param now what is in force; null when the job is not running
     */
    public static String json(String job, LimitRules rules, @Nullable Limits now) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "limits");
        line.put("job", job);
        line.set("set", JSON.valueToTree(rules));
        if (now != null) {
            line.set("now", JSON.valueToTree(LimitRule.of(now)));
        }
        return line.toString();
    }

    // In the unit that it was most likely given in.
    private static String bandwidth(long bytesPerSecond) {
        for (int i = 0; i < UNITS.length; i++) {
            if (bytesPerSecond % BYTES[i] == 0) {
                return Numbers.count(bytesPerSecond / BYTES[i]) + " " + UNITS[i] + "/s";
            }
        }
        return Numbers.count(bytesPerSecond) + " B/s";
    }
}
