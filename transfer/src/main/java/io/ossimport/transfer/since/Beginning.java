package io.ossimport.transfer.since;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.scan.OverwriteDecision;
import io.ossimport.transfer.since.EarlierRuns.Base;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when on a run takes objects, and what is to be said about it.
 *
 * @param sinceMillis since 1970; 0 for all
 * @param reason where the time comes from, a sentence; empty when it was asked for
 * @param warning what is left out though the user may not want that, a sentence or empty
 * @param hasGap whether it leaves out what was not covered by earlier runs
 * @param failedOf the run whose failed keys it takes whatever the time of their objects; 0 for none
 */
public record Beginning(
        long sinceMillis, String reason, String warning, boolean hasGap, int failedOf) {

    /** All that is listed. */
    public static final Beginning ALL = new Beginning(0, "", "", false, 0);

    private static final long SECOND = 1000;
    private static final String AUTO = "importSince=auto (with copy: --since auto)";

    /**
     * The beginning of a run.
     *
     * @param folder with the runs before it
     * @param now what the source said just now
     * @param round which round it is; null for a single run
     */
    public static Beginning of(JobSpec job, JobFolder folder, SourceMark now, @Nullable Round round)
            throws IOException {
        TakeRules take = job.take();
        if (round != null && round.number() > 1 && !take.autoSince()) {
            return later(job, folder, round);
        }
        if (!take.autoSince() && take.sinceMillis() == 0) {
            return ALL;
        }
        EarlierRuns earlier = EarlierRuns.of(folder, JobRecord.scope(job));
        return take.autoSince()
                ? automatic(earlier.last(), take.slackMillis())
                : asked(take.sinceMillis(), earlier, now);
    }

    /**
     * What a round takes after the first one. With a policy that looks at the destination that is
     * all that is listed: what is there already stays. Without, and where the first round took
     * objects from a time on, it is what came since the round before, and what failed in it.
     */
    private static Beginning later(JobSpec job, JobFolder folder, Round round) throws IOException {
        long first = job.take().sinceMillis();
        if (first == 0 && OverwriteDecision.needsDestination(job.overwrite())) {
            return ALL;
        }
        Base last = EarlierRuns.rounds(folder, round.identity()).last();
        String name = "Round " + round.number() + ": takes ";
        if (last == null) {
            String reason =
                    name
                            + "what the first round took, since what failed in the rounds so far is"
                            + " not known by its keys, or is too much.";
            return new Beginning(first, reason, "", first > 0, 0);
        }
        long since = last.mark().sinceMillis(round.slackMillis());
        String reason = name + since(since, last, round.slackMillis());
        return new Beginning(since, reason, "", last.hasGap(), last.failedOf());
    }

    private static Beginning automatic(@Nullable Base last, long slackMillis) {
        if (last == null) {
            return new Beginning(
                    0,
                    "importSince=auto: takes everything, since no earlier run of this job with the"
                            + " same places, filters and policies came to an end that can be built"
                            + " on.",
                    "",
                    false,
                    0);
        }
        long since = last.mark().sinceMillis(slackMillis);
        String reason = "importSince=auto: takes " + since(since, last, slackMillis);
        return new Beginning(since, reason, "", false, last.failedOf());
    }

    private static String since(long since, Base last, long slackMillis) {
        return "what was modified from "
                + time(since)
                + " on, "
                + origin(last, since, slackMillis)
                + (last.failedOf() == 0 ? "" : ", and what failed in run " + last.failedOf())
                + ".";
    }

    private static String origin(Base base, long since, long slackMillis) {
        SourceMark mark = base.mark();
        String run = "run " + base.run();
        if (mark.sawUploadBefore(since + SECOND)) {
            return "when the oldest multipart upload was begun that was open as " + run + " began";
        }
        return mark.knowsUploads()
                ? "when " + run + " began"
                : span(slackMillis)
                        + " before "
                        + run
                        + " began, since the source's open multipart uploads could not be listed"
                        + " then ("
                        + mark.problem()
                        + ")";
    }

    private static Beginning asked(long since, EarlierRuns earlier, SourceMark now) {
        Base base = earlier.whole() == null ? earlier.begun() : earlier.whole();
        long slack = TakeRules.DEFAULT_SLACK.toMillis();
        long leftOff = base == null ? since : base.mark().sinceMillis(slack);
        boolean hasGap = since > leftOff || (earlier.whole() == null && earlier.any());
        String warning =
                base != null && since > leftOff
                        ? between(since, leftOff, base, slack)
                        : aboutUploads(since, now, slack);
        return new Beginning(since, "", warning, hasGap, 0);
    }

    private static String between(long since, long leftOff, Base base, long slack) {
        return "importSince is "
                + time(since)
                + ", but what came since run "
                + base.run()
                + " begins at "
                + time(leftOff)
                + ", "
                + origin(base, leftOff, slack)
                + ". What is dated in between is left out. To take it, use "
                + AUTO
                + ", or importSince="
                + leftOff / SECOND
                + ".";
    }

    // No run of this job has listed such objects; the next one still can.
    private static String aboutUploads(long since, SourceMark now, long slack) {
        boolean isOld = now.sawUploadBefore(since);
        if (!isOld && now.knowsUploads()) {
            return "";
        }
        return "importSince is "
                + time(since)
                + (isOld
                        ? ", and a multipart upload is open at the source that was begun at "
                                + time(now.oldestUploadMillis())
                        : ", and which multipart uploads are open at the source is not known ("
                                + now.problem()
                                + ")")
                + ". S3, for one, dates objects by the beginning of their upload, so that one begun"
                + " before importSince is left out even when it is completed later. "
                + AUTO
                + " takes it, in the next run"
                + (isOld ? "." : ", when it was begun no more than " + span(slack) + " before.");
    }

    private static String time(long millis) {
        return Instant.ofEpochSecond(millis / SECOND).toString();
    }

    private static String span(long millis) {
        long days = Duration.ofMillis(millis).toDays();
        return days > 0 && Duration.ofDays(days).toMillis() == millis
                ? days + (days == 1 ? " day" : " days")
                : millis / SECOND + " seconds";
    }
}
