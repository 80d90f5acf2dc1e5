package io.ossimport.transfer.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run came about, as {@code run.json} keeps it. Written before anything is listed, and never
 * again: a run that is gone on with keeps what it began with.
 *
 * @param run its number, from 1
 * @param startedMillis when it first began, since 1970
 * @param retryOf the run whose failed objects it is about; 0 for all that is listed
 * @param sinceMillis it takes only objects modified at or after this time, since 1970; 0 for all
 * @param sinceReason where that time comes from, a sentence; empty when it was asked for
 * @param warning what the user should know about that time, sentences; empty when there is nothing
 * @param hasGap whether it left out what {@code importSince=auto} would have taken, so that no
 *     later run may build on it
 * @param source what the source said; null for a retry, which lists nothing
 * @param requests what was asked of the source to find that out
 * @param scope the same for runs that differ in {@code sinceMillis} only, see {@link
 *     JobRecord#scope}
 * @param failedOf the run whose failed keys it takes whatever the time of their objects; 0 for none
 * @param round which round it is; null for a single run
 */
public record RunRecord(
        int run,
        long startedMillis,
        int retryOf,
        long sinceMillis,
        String sinceReason,
        String warning,
        boolean hasGap,
        @Nullable SourceMark source,
        Requests requests,
        String scope,
        int failedOf,
        @Nullable Round round) {

    // Records of versions that knew less lack fields.
    public RunRecord {
        sinceReason = Objects.requireNonNullElse(sinceReason, "");
        warning = Objects.requireNonNullElse(warning, "");
        requests = Objects.requireNonNullElse(requests, Requests.NONE);
        scope = Objects.requireNonNullElse(scope, "");
    }

    /** A run without a number yet, that takes all or what failed, and of which nothing is known. */
    public static RunRecord of(long startedMillis, int retryOf) {
        return new RunRecord(
                0, startedMillis, retryOf, 0, "", "", false, null, Requests.NONE, "", 0, null);
    }

    /** The same with its number. */
    public RunRecord withRun(int number) {
        return new RunRecord(
                number,
                startedMillis,
                retryOf,
                sinceMillis,
                sinceReason,
                warning,
                hasGap,
                source,
                requests,
                scope,
                failedOf,
                round);
    }
}
