package io.ossimport.transfer.report;

import io.ossimport.core.outcome.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What was done, counted. The counts of objects follow the outcomes given; requests and moved bytes
 * run on beside them.
 *
 * @param listed keys that have an outcome
 * @param copied, skipped, failed those keys by kind; together {@code listed}
 * @param bytes the sizes of the copied objects together
 * @param proof the copied objects by what was proven
 * @param reasons all outcomes by reason; reasons that did not occur are absent
 * @param source requests to the source
 * @param destination requests to the destination
 * @param bytesMoved bytes read from the source so far, also of objects that are not finished
 * @param inFlight objects and parts under way at this moment
 * @param ahead keys that are listed and have no outcome yet, at this moment
 * @param bytesSeen the sizes together of all keys that have an outcome, but of those that the
 *     filters leave out
 * @param waits what the places for transfers wait for at this moment
 */
public record Totals(
        long listed,
        long copied,
        long skipped,
        long failed,
        long bytes,
        ProofCounts proof,
        Map<Reason, Long> reasons,
        Requests source,
        Requests destination,
        long bytesMoved,
        int inFlight,
        long ahead,
        long bytesSeen,
        Waits waits) {

    public static final Totals ZERO =
            new Totals(
                    0,
                    0,
                    0,
                    0,
                    0,
                    ProofCounts.ZERO,
                    Map.of(),
                    Requests.NONE,
                    Requests.NONE,
                    0,
                    0,
                    0,
                    0,
                    Waits.NONE);

    public Totals {
        EnumMap<Reason, Long> sorted = new EnumMap<>(Reason.class);
        sorted.putAll(reasons);
        reasons = Collections.unmodifiableMap(sorted);
        waits = Objects.requireNonNullElse(waits, Waits.NONE); // older versions did not know it
    }

    /** Both together: of two movers, or of what was before and what came since. */
    public Totals plus(Totals other) {
        EnumMap<Reason, Long> both = new EnumMap<>(Reason.class);
        both.putAll(reasons);
        other.reasons.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new Totals(
                listed + other.listed,
                copied + other.copied,
                skipped + other.skipped,
                failed + other.failed,
                bytes + other.bytes,
                proof.plus(other.proof),
                both,
                source.plus(other.source),
                destination.plus(other.destination),
                bytesMoved + other.bytesMoved,
                inFlight + other.inFlight,
                ahead + other.ahead,
                bytesSeen + other.bytesSeen,
                waits.plus(other.waits));
    }

    /** The same with more requests to the source. */
    public Totals plusSource(Requests more) {
        return new Totals(
                listed,
                copied,
                skipped,
                failed,
                bytes,
                proof,
                reasons,
                source.plus(more),
                destination,
                bytesMoved,
                inFlight,
                ahead,
                bytesSeen,
                waits);
    }

    /** The same with nothing under way, as somebody who goes on from here begins. */
    public Totals atRest() {
        return new Totals(
                listed,
                copied,
                skipped,
                failed,
                bytes,
                proof,
                reasons,
                source,
                destination,
                bytesMoved,
                0,
                0,
                bytesSeen,
                Waits.NONE);
    }

    /** Whether the counts of objects, bytes and proofs agree with those of {@code other}. */
    public boolean agreesWith(Totals other) {
        return listed == other.listed
                && copied == other.copied
                && skipped == other.skipped
                && failed == other.failed
                && bytes == other.bytes
                && proof.equals(other.proof)
                && reasons.equals(other.reasons);
    }

    /** In one line of JSON, as {@link #fromJson} reads it. */
    public String toJson() {
        return Json.write(this);
    }

    /** The totals that {@link #toJson} wrote. */
    public static Totals fromJson(String json) {
        return Json.read(json, Totals.class);
    }
}
