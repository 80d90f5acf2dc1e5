package io.ossimport.transfer.rounds;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.RoundRules;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come with its rounds, as the records of its runs say.
 *
 * @param last the newest round; null when there was none, or only those of another job by this name
 * @param beganMillis when it began, since 1970
 * @param complete whether each key that it listed has its outcome
 */
public record RoundsSoFar(@Nullable Round last, long beganMillis, boolean complete) {

    private static final RoundsSoFar NONE = new RoundsSoFar(null, 0, false);

    /** Of this job, whatever else was run in its folder. */
    public static RoundsSoFar of(JobSpec job) throws IOException {
        JobFolder folder = JobFolder.of(job);
        String identity = JobRecord.identity(job);
        for (int run = folder.newestRun(); run > 0; run--) {
            RunRecord record = folder.readRun(run).orElse(null);
            Round round = record == null ? null : record.round();
            if (record != null && round != null && round.identity().equals(identity)) {
                boolean complete =
                        folder.readSummary(run).filter(RunSummary::isComplete).isPresent();
                return new RoundsSoFar(round, record.startedMillis(), complete);
            }
        }
        return NONE;
    }

    /**
     * When the next round is due, since 1970; 0 when there was none, or the last one was cut and
     * has to be begun again.
     */
    public long nextMillis(RoundRules rules) {
        return last == null || !complete
                ? 0
                : last.nextMillis(beganMillis, rules.every().toMillis());
    }

    /** The round that comes next, if it begins now. */
    public Round next(JobSpec job, RoundRules rules, long nowMillis) {
        int number = last == null ? 1 : last.number() + (complete ? 1 : 0);
        return new Round(
                number,
                last == null ? nowMillis : last.firstMillis(),
                rules.every().toMillis(),
                rules.slack().toMillis(),
                JobRecord.identity(job));
    }
}
