package io.ossimport.transfer.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ossimport.core.outcome.Reason;
import java.util.Map;

/**
 * How a run ended: the last line of {@code --json}, and {@code summary.json}.
 *
 * @param type always {@code summary}
 * @param job its name
 * @param run its number, from 1
 * @param state how it ended
 * @param bytes the sizes of the copied objects together
 * @param seconds from start to end, by the wall clock
 * @param lists the run's folder
 * @param root the digest over the lists, see {@link ListDigest}; empty when there are none
 * @param reasons all outcomes by reason
 * @param message why it stopped or failed, a sentence; empty when it is done
 * @param round which round of its job it was, from 1; 0 for a single run
 */
@JsonPropertyOrder({
    "type",
    "job",
    "run",
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
    "reasons",
    "message",
    "round"
})
public record RunSummary(
        String type,
        String job,
        int run,
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
        Map<Reason, Long> reasons,
        String message,
        int round) {

    /** How a run ended. */
    public enum State {
        /** Every listed object is copied or skipped. */
        @JsonProperty("done")
        DONE,
        /** Every listed object has an outcome; some failed. */
        @JsonProperty("incomplete")
        INCOMPLETE,
        /** Ended on request before all was done; can be resumed. */
        @JsonProperty("stopped")
        STOPPED,
        /** A store as a whole failed before all was done; can be resumed. */
        @JsonProperty("failed")
        FAILED
    }

    /** The requests of a run by side. */
    public record BothRequests(Requests source, Requests destination) {}

    /** The summary of {@code totals}. */
    public static RunSummary of(
            String job,
            int run,
            State state,
            Totals totals,
            double seconds,
            String lists,
            String root,
            String message) {
        return new RunSummary(
                "summary",
                job,
                run,
                state,
                totals.listed(),
                totals.copied(),
                totals.skipped(),
                totals.failed(),
                totals.bytes(),
                seconds,
                totals.proof(),
                new BothRequests(totals.source(), totals.destination()),
                lists,
                root,
                totals.reasons(),
                message,
                0);
    }

    /** Whether each listed key has its outcome, so that there is nothing to go on with. */
    @JsonIgnore
    public boolean isComplete() {
        return state == State.DONE || state == State.INCOMPLETE;
    }

    /** The same with another message. */
    public RunSummary withMessage(String other) {
        return new RunSummary(
                type, job, run, state, listed, copied, skipped, failed, bytes, seconds, proof,
                requests, lists, root, reasons, other, round);
    }

    /** The same of a round; 0 for a single run. */
    public RunSummary ofRound(int number) {
        return new RunSummary(
                type, job, run, state, listed, copied, skipped, failed, bytes, seconds, proof,
                requests, lists, root, reasons, message, number);
    }

    /** In one line, as {@code --json} prints it. */
    public String toJson() {
        return Json.write(this);
    }
}
