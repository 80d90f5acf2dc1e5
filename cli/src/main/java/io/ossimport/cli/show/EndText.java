package io.ossimport.cli.show;

import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.Reason;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.RunSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A summary in words: what was done, what is proven, where everything lies. */
public final class EndText {

    private static final int TOP_REASONS = 5;

    private EndText() {}

    /** The lines for {@code summary}. */
    public static List<String> lines(RunSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(head(summary));
        lines.add(
                "  copied    "
                        + Numbers.objects(summary.copied())
                        + ", "
                        + Numbers.size(summary.bytes())
                        + rates(summary));
        lines.add(
                "  skipped   "
                        + Numbers.count(summary.skipped())
                        + reasons(summary.reasons(), OutcomeKind.SKIPPED));
        lines.add(
                "  failed    "
                        + Numbers.count(summary.failed())
                        + reasons(summary.reasons(), OutcomeKind.FAILED));
        if (summary.copied() > 0) {
            lines.add("  proof     " + proof(summary.proof()));
        }
        lines.add(
                "  requests  source "
                        + requests(summary.requests().source())
                        + "; destination "
                        + requests(summary.requests().destination()));
        if (!summary.root().isEmpty()) {
            lines.add("  digest    " + summary.root() + " (over the lists)");
        }
        if (!summary.message().isEmpty() && summary.isComplete()) {
            lines.add("  remark    " + Printable.text(summary.message()));
        }
        lines.add("  lists     " + summary.lists() + " (copied, skipped, failed: CSV, gzip)");
        lines.add("  summary   " + summary.lists() + "/summary.json");
        return lines;
    }

    /** In one line: how it ended. */
    public static String head(RunSummary summary) {
        String name =
                "Job "
                        + summary.job()
                        + (summary.round() > 0
                                ? ", round " + summary.round() + " (run " + summary.run() + "): "
                                : ", run " + summary.run() + ": ");
        return name
                + switch (summary.state()) {
                    case DONE ->
                            "done. Every one of "
                                    + Numbers.objects(summary.listed())
                                    + " is accounted for.";
                    case INCOMPLETE ->
                            summary.failed() == 0
                                    ? "every one of "
                                            + Numbers.objects(summary.listed())
                                            + " is accounted for, but not every row of the list"
                                            + " could be used."
                                    : Numbers.count(summary.failed())
                                            + " of "
                                            + Numbers.objects(summary.listed())
                                            + " failed.";
                    case STOPPED -> "stopped before the end. " + summary.message();
                    case FAILED -> "paused. " + summary.message();
                };
    }

    private static String rates(RunSummary summary) {
        Duration time = Duration.ofMillis(Math.round(summary.seconds() * 1000));
        if (summary.copied() == 0 || summary.seconds() <= 0) {
            return ", in " + Numbers.time(time);
        }
        return ", in "
                + Numbers.time(time)
                + " ("
                + Numbers.count(Math.round(summary.copied() / summary.seconds()))
                + "/s, "
                + Numbers.speed(summary.bytes(), summary.seconds())
                + ")";
    }

    private static String reasons(Map<Reason, Long> all, OutcomeKind kind) {
        List<Map.Entry<Reason, Long>> some =
                all.entrySet().stream()
                        .filter(entry -> entry.getKey().kind() == kind && entry.getValue() > 0)
                        .sorted(
                                Comparator.comparingLong(
                                                (Map.Entry<Reason, Long> entry) -> entry.getValue())
                                        .reversed())
                        .toList();
        if (some.isEmpty()) {
            return "";
        }
        StringJoiner text = new StringJoiner(", ", ": ", "");
        some.stream()
                .limit(TOP_REASONS)
                .forEach(entry -> text.add(Numbers.count(entry.getValue()) + " " + entry.getKey()));
        if (some.size() > TOP_REASONS) {
            text.add("…");
        }
        return text.toString();
    }

    private static String proof(ProofCounts proof) {
        StringJoiner text = new StringJoiner(", ");
        add(text, proof.e2e(), "E2E (checksum of source = ours = destination)");
        add(text, proof.transit(), "TRANSIT (ours = destination; the source stores none)");
        add(text, proof.length(), "LENGTH (only the length could be compared)");
        add(text, proof.none(), "NONE");
        return text.toString();
    }

    /** {@code 3 LIST, 2,500 GET}: how many of each kind. */
    static String requests(Requests requests) {
        StringJoiner text = new StringJoiner(", ");
        text.setEmptyValue("none");
        add(text, requests.list(), "LIST");
        add(text, requests.get(), "GET");
        add(text, requests.put(), "PUT");
        add(text, requests.head(), "HEAD");
        add(text, requests.open(), "upload opened");
        add(text, requests.part(), "PART");
        add(text, requests.complete(), "COMPLETE");
        add(text, requests.abort(), "ABORT");
        return text.toString();
    }

    private static void add(StringJoiner text, long count, String what) {
        if (count > 0) {
            text.add(Numbers.count(count) + " " + what);
        }
    }
}
