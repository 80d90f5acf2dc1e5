package io.ossimport.core.config;

import io.ossimport.core.job.InputList;
import io.ossimport.core.job.RoundRules;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that say whether a job goes on in rounds, and how often. */
final class RoundValues {

    // OssImport's manual asks for the one and advises the other.
    private static final long LEAST_OF_OSSIMPORT = 900;
    private static final long ADVISED = 3600;

    private RoundValues() {}

    /** The rules; null for a job of single runs. */
    static @Nullable RoundRules rules(JobValues values, InputList list, List<String> warnings) {
        if (!values.flag(JobKey.IS_INCREMENTAL)) {
            return null;
        }
        if (values.choice(JobKey.JOB_TYPE).equals("audit")) {
            warnings.add("isIncremental has no effect with jobType=audit.");
            return null;
        }
        if (list.given() && !list.isScan()) {
            values.wrong(
                    JobKey.IS_INCREMENTAL,
                    "is true, and a list names its objects once; run the job again for those of"
                            + " another list");
            return null;
        }
        long seconds = values.number(JobKey.INCREMENTAL_MODE_INTERVAL);
        if (seconds < 1) {
            values.wrong(
                    JobKey.INCREMENTAL_MODE_INTERVAL,
                    "is 0, and a round cannot follow the one before at no interval; give seconds");
            return null;
        }
        if (seconds < ADVISED) {
            warnings.add(
                    "incrementalModeInterval is "
                            + seconds
                            + " seconds; OssImport asks for "
                            + LEAST_OF_OSSIMPORT
                            + " at least and advises "
                            + ADVISED
                            + ". It is kept to. Each round lists both ends in full: a request for"
                            + " a thousand keys at each.");
        }
        if (values.flag(JobKey.IS_AUDIT_AFTER_IMPORT)) {
            warnings.add(
                    "isAuditAfterImport has no effect beside isIncremental, since the source goes"
                            + " on changing. Compare when it is at rest:  ossimport verify");
        }
        long slack = values.number(JobKey.IMPORT_SINCE_SLACK);
        return new RoundRules(Duration.ofSeconds(seconds), Duration.ofSeconds(slack));
    }
}
