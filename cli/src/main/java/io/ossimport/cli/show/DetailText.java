package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.RunDetails;
import io.ossimport.transfer.report.RunDetails.Counts;
import io.ossimport.transfer.report.RunSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The details of a run, for people and for programs. */
public final class DetailText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DetailText() {}

    /** In words: by reason, by prefix, the slowest, the largest. */
    public static List<String> lines(RunSummary summary, RunDetails details) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("By reason:");
        for (Map.Entry<Reason, Long> reason : summary.reasons().entrySet()) {
            lines.add(
                    "  "
                            + reason.getKey()
                            + "  "
                            + Numbers.count(reason.getValue())
                            + " "
                            + reason.getKey().kind().listName());
        }
        lines.add("");
        lines.add("By folder:");
        details.prefixes().forEach((prefix, counts) -> lines.add(line(prefix, counts)));
        lines.add("");
        lines.add("Slowest:");
        details.slowest().forEach(row -> lines.add(line(row)));
        lines.add("");
        lines.add("Largest:");
        details.largest().forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(Key prefix, Counts counts) {
        String name = prefix.isEmpty() ? "(in no folder)" : prefix.toString();
        return "  "
                + Printable.text(name)
                + "  copied "
                + Numbers.count(counts.copied())
                + " ("
                + Numbers.size(counts.bytes())
                + "), skipped "
                + Numbers.count(counts.skipped())
                + ", failed "
                + Numbers.count(counts.failed());
    }

    private static String line(Outcome row) {
        return "  "
                + Numbers.time(Duration.ofMillis(RunDetails.millis(row)))
                + "  "
                + Numbers.size(row.size())
                + "  "
                + Printable.text(row.key().toString())
                + "  ("
                + row.reason()
                + (row.attempts() > 1 ? ", " + row.attempts() + " attempts)" : ")");
    }

    /** As JSON objects of the types {@code prefix}, {@code slowest} and {@code largest}. */
    public static List<String> json(RunDetails details) {
        List<String> lines = new ArrayList<>();
        details.prefixes().forEach((prefix, counts) -> lines.add(json(prefix, counts)));
        details.slowest().forEach(row -> lines.add(json("slowest", row)));
        details.largest().forEach(row -> lines.add(json("largest", row)));
        return lines;
    }

    private static String json(Key prefix, Counts counts) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "prefix");
        line.put("prefix", prefix.toString());
        line.put("copied", counts.copied());
        line.put("skipped", counts.skipped());
        line.put("failed", counts.failed());
        line.put("bytes", counts.bytes());
        return line.toString();
    }

    private static String json(String type, Outcome row) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", type);
        line.put("key", row.key().toString());
        line.put("size", row.size());
        line.put("seconds", RunDetails.millis(row) / 1000.0);
        line.put("attempts", row.attempts());
        line.put("reason", row.reason().name());
        return line.toString();
    }
}
