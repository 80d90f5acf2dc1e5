package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.JobRecord;
import io.ossimport.transfer.report.MeteredStore;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.SourceMark;
import io.ossimport.transfer.scan.KeyMapping;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.since.Beginning;
import io.ossimport.transfer.since.MarkReading;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is found out when a run begins, before anything is listed. */
record Beginnings(JobSpec job, JobFolder folder) {

    private static final Logger LOG = LoggerFactory.getLogger(Beginnings.class);

    /**
     * The record of a run over all that is listed, without its number.
     *
     * @param round which round it is; null for a single run
     */
    RunRecord whole(@Nullable Round round) throws IOException {
        try (ObjectStore source = StoreFactory.openStore(job.source())) {
            MeteredStore metered = new MeteredStore(source);
            return whole(round, mark(metered), metered.requests());
        } catch (InvalidConfigException e) {
            SourceMark mark =
                    new SourceMark(System.currentTimeMillis(), 0, String.valueOf(e.getMessage()));
            return whole(round, mark, Requests.NONE);
        }
    }

    private RunRecord whole(@Nullable Round round, SourceMark mark, Requests requests)
            throws IOException {
        Beginning beginning = Beginning.of(job, folder, mark, round);
        LOG.info(
                "job {}: the source's time is {}, its oldest open upload {}",
                job.name(),
                Instant.ofEpochMilli(mark.millis()),
                oldestUpload(mark));
        return new RunRecord(
                0,
                System.currentTimeMillis(),
                0,
                beginning.sinceMillis(),
                beginning.reason(),
                beginning.warning(),
                beginning.hasGap(),
                mark,
                requests,
                JobRecord.scope(job),
                beginning.failedOf(),
                round);
    }

    private static String oldestUpload(SourceMark mark) {
        if (!mark.knowsUploads()) {
            return "is not known: " + mark.problem();
        }
        return mark.oldestUploadMillis() == 0
                ? "none"
                : "of " + Instant.ofEpochMilli(mark.oldestUploadMillis());
    }

    private SourceMark mark(ObjectStore source) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            Key prefix = KeyMapping.prefix(job.source());
            ListRetry retry = ListRetry.of(job, new Random(), timer);
            return new MarkReading(source, prefix, retry, Clock.systemUTC()).read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before a run had begun");
        } finally {
            timer.shutdownNow();
        }
    }

    /** The record of a retry, which takes what the run took whose objects failed. */
    RunRecord retry(int retryOf) throws IOException {
        long since = folder.readRun(retryOf).map(RunRecord::sinceMillis).orElse(0L);
        return new RunRecord(
                0,
                System.currentTimeMillis(),
                retryOf,
                since,
                "",
                "",
                true,
                null,
                Requests.NONE,
                JobRecord.scope(job),
                0,
                null);
    }
}
