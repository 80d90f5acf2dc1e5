package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.verify.VerifyRow;
import io.ossimport.transfer.verify.VerifySummary;
import java.time.Duration;
import java.util.List;

/** What a comparison of both ends found, for people and for programs. */
public final class VerifyText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private VerifyText() {}

    /** {@code MISSING photos/a.jpg}: one key that is not the same. */
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

    /** The summary in words. */
    public static List<String> lines(String job, VerifySummary summary, Duration elapsed) {
        String head =
                summary.isEqual()
                        ? "Verified "
                                + job
                                + ": both ends have the same "
                                + Numbers.objects(summary.keys())
                                + "."
                        : "Verified " + job + ": the two ends are not the same.";
        return List.of(
                head,
                "  same      "
                        + Numbers.count(summary.same())
                        + " ("
                        + Numbers.count(summary.same() - summary.sameBySizeOnly())
                        + " by checksum, "
                        + Numbers.count(summary.sameBySizeOnly())
                        + " by size only)",
                "  different " + Numbers.count(summary.different()),
                "  missing   " + Numbers.count(summary.missing()) + " (at the destination)",
                "  extra     " + Numbers.count(summary.extra()) + " (at the destination only)",
                "  unknown   " + Numbers.count(summary.cannotCompare()) + " (cannot be compared)",
                "  in        " + Numbers.time(elapsed) + ", without reading an object");
    }

    /**
     * The summary as the last JSON line: the fields that all summaries have, where what is the same
     * counts as skipped and everything else as failed, and our own behind them.
     */
    public static String json(String job, VerifySummary summary, Duration elapsed) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "summary");
        line.put("job", job);
        line.put("run", 0);
        line.put("state", summary.isEqual() ? "done" : "incomplete");
        line.put("listed", summary.keys());
        line.put("copied", 0);
        line.put("skipped", summary.same());
        line.put("failed", summary.keys() - summary.same());
        line.put("bytes", 0);
        line.put("seconds", elapsed.toMillis() / 1000.0);
        line.set("proof", JSON.valueToTree(ProofCounts.ZERO));
        ObjectNode requests = line.putObject("requests");
        requests.set("source", JSON.valueToTree(summary.source()));
        requests.set("destination", JSON.valueToTree(summary.destination()));
        line.put("lists", "");
        line.put("root", "");
        ObjectNode verified = line.putObject("verified");
        verified.put("same", summary.same());
        verified.put("sameBySizeOnly", summary.sameBySizeOnly());
        verified.put("different", summary.different());
        verified.put("missing", summary.missing());
        verified.put("extra", summary.extra());
        verified.put("cannotCompare", summary.cannotCompare());
        return line.toString();
    }
}
