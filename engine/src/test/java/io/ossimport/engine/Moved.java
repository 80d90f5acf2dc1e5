package io.ossimport.engine;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a mover gave that went over a whole bucket.
 *
 * @param failure why it stopped before the end, if it did
 */
record Moved(List<Outcome> outcomes, @Nullable StoreException failure) {

    /** A job that copies everything, whatever is there. The stores are given to the mover. */
    static JobSpec job(TakeRules take, CopySettings settings) {
        StoreSpec place =
                new StoreSpec("s3", "", "", "b", "", CredentialsSource.ANONYMOUS, Map.of());
        return new JobSpec(
                "moved",
                JobType.IMPORT,
                place,
                place,
                take,
                OverwritePolicy.ALWAYS,
                settings,
                1,
                "/nowhere");
    }

    /** Copies everything, whatever is there. */
    static Moved between(
            ObjectStore source, ObjectStore destination, TakeRules take, CopySettings settings)
            throws Exception {
        JobSpec job = job(take, settings);
        List<Outcome> outcomes = new ArrayList<>();
        try (Mover mover =
                new Mover(job, source, destination, Totals.ZERO, null, Clock.systemUTC())) {
            mover.take(RangeProgress.begin(KeyRange.ALL));
            while (mover.takeFinishedRanges().isEmpty() && mover.failure() == null) {
                mover.available().get(30, TimeUnit.SECONDS);
                for (Outcome next = mover.poll(); next != null; next = mover.poll()) {
                    outcomes.add(next);
                }
            }
            return new Moved(outcomes, mover.failure());
        }
    }
}
