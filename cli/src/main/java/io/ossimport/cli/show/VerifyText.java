package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.verify.VerifyRow;
import io.ossimport.transfer.verify.VerifySummary;
import io.ossimport.transfer.verify.VerifyTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What a comparison of both ends found, for people and for programs. */
public final class VerifyText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VerifyText() {}

    /** {@code MISSING photos/a.jpg (only the source has it)}: one key that is not the same. */
    public static String line(VerifyRow row) {
        String message = row.message().isEmpty() ? "" : "  (" + row.message() + ")";
        return row.verdict() + "  " + Printable.text(row.key().toString() + message);
    }

    /** The same as a JSON object of type {@code verified}. */
    public static String json(VerifyRow row) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "verified");
        line.put("verdict", row.verdict().name());
        line.put("key", row.key().toString());
        line.put("destinationKey", row.destinationKey().toString());
        line.put("sourceSize", row.sourceSize());
        line.put("destinationSize", row.destinationSize());
        line.put("evidence", row.evidence().name());
        line.put("message", row.message());
        return line.toString();
    }

    /** {@code 14m05s: compared 2,410 of …}: how far it is. */
    public static String progress(VerifyTotals totals, Duration elapsed) {
        StringJoiner text = new StringJoiner(", ");
        text.add(Numbers.time(elapsed) + ": compared " + Numbers.count(totals.counts().keys()));
        text.add("listed " + Numbers.count(totals.listed()) + " at both ends");
        if (totals.bytesRead() > 0) {
            text.add("read " + Numbers.size(totals.bytesRead()));
        }
        text.add("different " + Numbers.count(totals.counts().different()));
        text.add("missing " + Numbers.count(totals.counts().missing()));
        text.add("extra " + Numbers.count(totals.counts().extra()));
        if (totals.counts().cannotCompare() > 0) {
            text.add("cannot compare " + Numbers.count(totals.counts().cannotCompare()));
        }
        return text.toString();
    }

    /** The same as a JSON object of type {@code progress}. */
    public static String progressJson(
            String job, int number, VerifyTotals totals, Duration elapsed) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "progress");
        line.put("job", job);
        line.put("run", 0);
        line.put("verify", number);
        line.put("state", "running");
        line.put("listed", totals.counts().keys());
        line.put("copied", 0);
        line.put("skipped", totals.counts().same());
        line.put("failed", totals.counts().keys() - totals.counts().same());
        line.put("bytesRead", totals.bytesRead());
        line.put("seconds", elapsed.toMillis() / 1000.0);
        return line.toString();
    }

    /** The summary in words. */
    public static List<String> lines(VerifySummary summary) {
        VerifySummary.Verified found = summary.verified();
        List<String> lines = new ArrayList<>();
        lines.add(head(summary));
        lines.add("  same      " + Numbers.count(found.same()) + sameBy(found));
        lines.add("  different " + Numbers.count(found.different()));
        lines.add("  missing   " + Numbers.count(found.missing()) + " (at the source only)");
        lines.add("  extra     " + Numbers.count(found.extra()) + " (at the destination only)");
        lines.add("  unknown   " + Numbers.count(found.cannotCompare()) + " (cannot be compared)");
        if (found.leftOut() > 0) {
            lines.add(
                    "  left out  "
                            + Numbers.count(found.leftOut())
                            + " (by importSince or lastModify)");
        }
        lines.add(
                "  in        "
                        + Numbers.time(Duration.ofMillis(Math.round(summary.seconds() * 1000)))
                        + ", "
                        + read(found));
        lines.add(
                "  requests  source "
                        + EndText.requests(summary.requests().source())
                        + "; destination "
                        + EndText.requests(summary.requests().destination()));
        if (!summary.root().isEmpty()) {
            lines.add("  digest    " + summary.root() + " (over the lists)");
        }
        lines.add(
                "  lists     "
                        + summary.lists()
                        + " (same, different, missing, extra, cannot-compare: CSV, gzip)");
        lines.add("  summary   " + summary.lists() + "/summary.json");
        return lines;
    }

    private static String head(VerifySummary summary) {
        String name = "Job " + summary.job() + ", verify " + summary.verify() + ": ";
        if (summary.state() == State.STOPPED || summary.state() == State.FAILED) {
            return name + "not all keys were compared. " + summary.message();
        }
        return name
                + (summary.state() == State.DONE
                        ? "both ends have the same " + Numbers.objects(summary.listed()) + "."
                        : "the two ends are not the same.");
    }

    private static String sameBy(VerifySummary.Verified found) {
        StringJoiner by = new StringJoiner(", ", " (", ")");
        by.setEmptyValue("");
        add(by, found.sameByChecksum(), "by checksum");
        add(by, found.sameByManifest(), "by the checksum of an earlier run");
        add(by, found.sameByContent(), "by content");
        add(by, found.sameBySizeOnly(), "by size only");
        return by.toString();
    }

    private static String read(VerifySummary.Verified found) {
        if (found.bytesRead() == 0) {
            return "without reading an object";
        }
        String bytes = Numbers.size(found.bytesRead()) + " read";
        return found.sample() > 0 && found.sample() < 1
                ? bytes
                        + String.format(
                                Locale.ROOT,
                                " (a sample of %s%%; the same one: --seed %d)",
                                new java.math.BigDecimal(Double.toString(found.sample()))
                                        .movePointRight(2)
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                found.seed())
                : bytes;
    }

    private static void add(StringJoiner text, long count, String what) {
        if (count > 0) {
            text.add(Numbers.count(count) + " " + what);
        }
    }
}
