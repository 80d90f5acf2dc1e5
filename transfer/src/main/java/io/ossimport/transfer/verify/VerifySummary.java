package io.ossimport.transfer.verify;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ossimport.transfer.report.Json;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.RunSummary.BothRequests;
import io.ossimport.transfer.report.RunSummary.State;

/**
 * How a comparison ended: the last line of {@code --json}, and {@code summary.json}. It has the
 * fields that all summaries have, where what is the same counts as skipped and everything else as
 * failed, and its own behind them.
 *
 * @param type always {@code summary}
 * @param run always 0; {@code verify} is the number
 * @param verify the comparison's number, from 1
 * @param state {@code done} when both ends are the same, {@code incomplete} when they are not,
 *     {@code stopped} or {@code failed} when not all keys were compared
 * @param listed keys on either side that were compared
 * @param lists the comparison's folder
 * @param root the digest over its lists
 * @param message why it stopped or failed, a sentence; empty when all keys were compared
 */
@JsonPropertyOrder({
    "type",
    "job",
    "run",
    "verify",
    "state",
    "listed",
    "copied",
    "skipped",
    "failed",
    "bytes",
    "seconds",
    "proof",
    "requests",
    "lists",
    "root",
    "verified",
    "message"
})
public record VerifySummary(
        String type,
        String job,
        int run,
        int verify,
        State state,
        long listed,
        long copied,
        long skipped,
        long failed,
        long bytes,
        double seconds,
        ProofCounts proof,
        BothRequests requests,
        String lists,
        String root,
        Verified verified,
        String message) {

    /**
     * What was found, in keys.
     *
     * @param sameByChecksum and the next three: those of {@code same} by what was compared
     * @param leftOut source objects outside the job's filters, which were not compared
     * @param bytesRead of objects, at both ends together
     * @param sample which share of the keys was to be read, 0 to 1
     * @param seed the sample's, or 0 when there was none
     */
    @JsonPropertyOrder({
        "same",
        "sameByChecksum",
        "sameByManifest",
        "sameByContent",
        "sameBySizeOnly",
        "different",
        "missing",
        "extra",
        "cannotCompare",
        "leftOut",
        "bytesRead",
        "sample",
        "seed"
    })
    public record Verified(
            long same,
            long sameByChecksum,
            long sameByManifest,
            long sameByContent,
            long sameBySizeOnly,
            long different,
            long missing,
            long extra,
            long cannotCompare,
            long leftOut,
            long bytesRead,
            double sample,
            long seed) {}

    static VerifySummary of(
            String job,
            int number,
            State state,
            VerifyTotals totals,
            Sample sample,
            double seconds,
            String lists,
            String root,
            String message) {
        VerifyCounts counts = totals.counts();
        return new VerifySummary(
                "summary",
                job,
                0,
                number,
                state,
                counts.keys(),
                0,
                counts.same(),
                counts.keys() - counts.same(),
                0,
                seconds,
                ProofCounts.ZERO,
                new BothRequests(totals.source(), totals.destination()),
                lists,
                root,
                new Verified(
                        counts.same(),
                        counts.sameBy(VerifyRow.Evidence.CHECKSUM),
                        counts.sameBy(VerifyRow.Evidence.MANIFEST),
                        counts.sameBy(VerifyRow.Evidence.CONTENT),
                        counts.sameBy(VerifyRow.Evidence.SIZE),
                        counts.different(),
                        counts.missing(),
                        counts.extra(),
                        counts.cannotCompare(),
                        totals.leftOut(),
                        totals.bytesRead(),
                        sample.share(),
                        sample.seed()),
                message);
    }

    /** In one line, as {@code --json} prints it. */
    public String toJson() {
        return Json.write(this);
    }
}
