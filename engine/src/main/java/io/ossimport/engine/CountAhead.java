package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.count.SourceCounter;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.retry.FailedKeys;
import io.ossimport.transfer.scan.Filter;
import io.ossimport.transfer.scan.KeyMapping;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the source of a run beside it, and writes down what it finds in {@code count.json}, a
 * second old at most. A courtesy: when it does not come about, the run knows nothing of it; and it
 * ends when the user limits the number of requests. Safe for many threads.
 */
final class CountAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CountAhead.class);

    // A run that has ended by then needs no forecast, and is spared the requests. Tests have less
    // patience: docs/proof.md.
    private static final String DELAY_PROPERTY = "ossimport.countAfterMillis";
    private static final long DELAY_MILLIS = 10_000;

    private static final long WRITE_MILLIS = 1_000;

    private final RunFolder run;
    private final ScheduledExecutorService own;

    // guarded by this
    private Requests before = Requests.NONE; // of processes that were at this run earlier
    private @Nullable ObjectStore source;
    private @Nullable SourceCounter counter;
    private boolean closed;

    private CountAhead(RunFolder run) {
        this.run = run;
        this.own =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "count-" + run.id().job().name());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Begins to count a while later, unless that was done earlier, the run does not list its
     * source, or the job does not want it. To be closed when the run has ended.
     */
    static CountAhead begin(RunFolder run) {
        CountAhead count = new CountAhead(run);
        JobSpec job = run.id().job();
        boolean isScan = !job.input().given() && !run.id().isRetry();
        if (isScan && job.copy().countAhead()) {
            long delay = Long.getLong(DELAY_PROPERTY, DELAY_MILLIS);
            var unused = count.own.schedule(count::start, delay, TimeUnit.MILLISECONDS);
        }
        return count;
    }

    private synchronized void start() {
        if (closed) {
            return;
        }
        JobSpec job = run.id().job();
        try {
            SourceCount earlier = run.folder().readCount(run.id().run()).orElse(SourceCount.NONE);
            if (earlier.whole() || limitsRequests()) {
                close();
                return;
            }
            before = earlier.requests();
            source = StoreFactory.openStore(job.source());
            Set<Key> again = FailedKeys.read(run.folder(), run.id().failedOf());
            Filter filter = new Filter(job.take(), KeyMapping.prefix(job.source()), again);
            counter = new SourceCounter(job, source, filter, System::nanoTime, new Random(), own);
            var unused = counter.run().whenComplete((count, error) -> ended(count, error));
            var unusedToo =
                    own.scheduleWithFixedDelay(
                            this::write, WRITE_MILLIS, WRITE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InvalidConfigException | IOException e) {
            ended(null, e);
        }
    }

    private synchronized void ended(@Nullable SourceCount count, @Nullable Throwable error) {
        if (!closed) {
            String job = run.id().job().name();
            if (count == null) {
                LOG.info("job {}: the source is not counted: {}", job, String.valueOf(error));
            } else {
                LOG.info(
                        "job {}: the source has {} keys; {} of them are taken, {} bytes",
                        job,
                        count.listed(),
                        count.taken(),
                        count.bytesTaken());
            }
            close();
        }
    }

    private synchronized void write() {
        if (counter == null) {
            return;
        }
        try {
            SourceCount count = counter.count().plus(before);
            run.folder().writeCount(run.id().run(), count);
            if (!closed && limitsRequests()) {
                ended(null, new CancellationException("the number of requests is limited"));
            }
        } catch (IOException e) {
            LOG.debug("how much there is could not be written", e);
        }
    }

    private boolean limitsRequests() throws IOException {
        Limits settings = Limits.of(run.id().job().copy());
        return run.folder()
                .readLimits()
                .filter(rules -> rules.at(Instant.now(), settings).limitsRequests())
                .isPresent();
    }

    /** Ends it. Nothing is asked or written from then on. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (counter != null) {
            counter.stop();
            write();
        }
        IOUtils.closeQuietly(source);
        own.shutdownNow(); // may be this very thread, which then has no more to do
    }
}
