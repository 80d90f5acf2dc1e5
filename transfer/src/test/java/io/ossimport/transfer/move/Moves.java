package io.ossimport.transfer.move;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.report.Totals;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a mover over everything, and keeps what it gave. */
public record Moves(List<Outcome> outcomes, Totals totals, Mover mover) {

    /** Works through the whole source; ends early when a store fails. */
    public static Moves all(JobSpec job, ObjectStore source, ObjectStore destination)
            throws Exception {
        try (Mover mover =
                new Mover(job, source, destination, Totals.ZERO, null, Clock.systemUTC())) {
            mover.take(RangeProgress.begin(KeyRange.ALL));
            List<Outcome> outcomes = drain(mover);
            return new Moves(outcomes, mover.totals(), mover);
        }
    }

    /** Polls until a range is finished or a store fails. */
    public static List<Outcome> drain(Mover mover) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        while (true) {
            mover.available().get(30, TimeUnit.SECONDS);
            for (Outcome next = mover.poll(); next != null; next = mover.poll()) {
                outcomes.add(next);
            }
            if (!mover.takeFinishedRanges().isEmpty()) {
                return outcomes;
            }
            if (mover.failure() != null && mover.totals().inFlight() == 0) {
                return outcomes;
            }
        }
    }

    /** The outcomes by source key, each of which must be there once. */
    public Map<String, Outcome> byKey() {
        Map<String, Outcome> byKey = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (byKey.put(outcome.key().toString(), outcome) != null) {
                throw new AssertionError("two outcomes for " + outcome.key());
            }
        }
        return byKey;
    }

    public Outcome of(String key) {
        Outcome outcome = byKey().get(key);
        if (outcome == null) {
            throw new AssertionError("no outcome for " + key);
        }
        return outcome;
    }
}
