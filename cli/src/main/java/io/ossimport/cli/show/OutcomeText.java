package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.transfer.report.KeyText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run says of one key, for people and for programs. */
public final class OutcomeText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OutcomeText() {}

    /** A block of lines: the outcome, what it means, and all that was written down with it. */
    public static List<String> lines(int run, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + run + ": " + outcome.kind() + ", " + outcome.reason());
        lines.add("  " + ReasonText.of(outcome.reason()));
        add(lines, "message", outcome.message());
        add(lines, "key", outcome.key().toString());
        add(lines, "destination", outcome.destinationKey().toString());
        add(lines, "size", size(outcome.size()));
        add(lines, "modified", time(outcome.sourceModifiedMillis()) + " (at the source)");
        add(lines, "ETag", outcome.sourceEtag());
        add(lines, "source's", checksum(outcome.sourceChecksum(), "kept by the source"));
        add(lines, "ours", checksum(outcome.checksum(), "of the bytes that were copied"));
        add(lines, "proof", proof(outcome.proof()));
        add(lines, "HTTP", outcome.httpStatus() == 0 ? "" : outcome.httpStatus() + " (last error)");
        add(lines, "requests", outcome.requestIds());
        add(
                lines,
                "attempts",
                outcome.attempts() == 0
                        ? "none; the listing decided"
                        : Numbers.count(outcome.attempts()));
        add(lines, "began", time(outcome.startedMillis()));
        Duration took = Duration.ofMillis(outcome.endedMillis() - outcome.startedMillis());
        add(lines, "ended", time(outcome.endedMillis()) + ", after " + Numbers.time(took));
        return lines;
    }

    /** The same as a JSON object of type {@code outcome}, its values as the lists have them. */
    public static String json(String job, int run, Outcome outcome) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "outcome");
        line.put("job", job);
        line.put("run", run);
        line.put("outcome", outcome.kind().name());
        line.put("reason", outcome.reason().name());
        line.put("meaning", ReasonText.of(outcome.reason()));
        line.put("key", outcome.key().toString());
        line.put("encodedKey", KeyText.encode(outcome.key()));
        line.put("destinationKey", outcome.destinationKey().toString());
        line.put("size", outcome.size());
        line.put("sourceModified", time(outcome.sourceModifiedMillis()));
        line.put("sourceEtag", outcome.sourceEtag());
        line.put("sourceChecksum", cell(outcome.sourceChecksum()));
        line.put("checksum", cell(outcome.checksum()));
        line.put("proof", outcome.proof().name());
        line.put("httpStatus", outcome.httpStatus());
        line.put("requestIds", outcome.requestIds());
        line.put("attempts", outcome.attempts());
        line.put("started", time(outcome.startedMillis()));
        line.put("ended", time(outcome.endedMillis()));
        line.put("message", outcome.message());
        return line.toString();
    }

    private static void add(List<String> lines, String name, String text) {
        if (!text.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-11s %s", name, Printable.text(text)));
        }
    }

    private static String size(long bytes) {
        String exact = Numbers.count(bytes) + (bytes == 1 ? " byte" : " bytes");
        return bytes < 1000 ? exact : exact + " (" + Numbers.size(bytes) + ")";
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static String checksum(Checksum checksum, String whose) {
        return checksum.isNone() ? "no checksum" : checksum + " (checksum " + whose + ")";
    }

    private static String cell(Checksum checksum) {
        return checksum.isNone() ? "" : checksum.algorithm() + ":" + checksum.hex();
    }

    private static String proof(ProofLevel proof) {
        return proof
                + switch (proof) {
                    case E2E -> " (checksum of source = ours = destination)";
                    case TRANSIT -> " (ours = destination; the source stores none)";
                    case LENGTH -> " (only the length could be compared)";
                    case NONE -> " (nothing was compared)";
                };
    }
}
