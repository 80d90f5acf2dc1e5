package io.ossimport.engine.source;

import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.limit.LimitShares;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The limits that a job has at the moment, and who of its movers has which part of them. But for
 * {@link #read} for one thread.
 */
final class LiveLimits {

    private final JobFolder folder;
    private final Limits settings;
    private final LimitShares shares = new LimitShares();
    private final Map<Integer, Limits> told = new HashMap<>();
    private Limits whole = Limits.NONE;

    LiveLimits(JobSpec job) {
        this.folder = JobFolder.of(job);
        this.settings = Limits.of(job.copy());
    }

    /** What the user wants by now. Reads a file; any thread. */
    Limits read() throws IOException {
        return folder.readLimits().map(rules -> rules.at(Instant.now(), settings)).orElse(settings);
    }

    void keepTo(Limits limits) {
        whole = limits;
    }

    /** A mover has said what it has done so far. */
    void counted(int mover, Totals totals) {
        shares.counted(mover, totals, System.nanoTime());
    }

    /** A mover was lost, or begins anew: it knows of no share. */
    void forget(int mover) {
        shares.forget(mover);
        told.remove(mover);
    }

    /** The shares of those of {@code movers} that have not been told theirs yet. */
    Map<Integer, Limits> news(Collection<Integer> movers) {
        Map<Integer, Limits> news = shares.divide(whole, movers, System.nanoTime());
        news.entrySet().removeIf(share -> share.getValue().equals(told.get(share.getKey())));
        told.putAll(news);
        return news;
    }
}
