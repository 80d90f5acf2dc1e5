package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster inside this JVM, made for one run of one job. Safe for many threads. */
final class EmbeddedFlink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final long STOP_SECONDS = 30;
    private static final long CLOSE_SECONDS = 30;
    private static final Executor A_MOMENT_LATER =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /** How the job ended, when it did not fail. */
    enum End {
        COMPLETE,
        STOPPED
    }

    private final WatchedCluster cluster;
    private final JobID job;
    private final String savepoints;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ended;
    // whether the job was stopped with all that it needs to be resumed
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    private EmbeddedFlink(WatchedCluster cluster, JobID job, String savepoints) {
        this.cluster = cluster;
        this.job = job;
        this.savepoints = savepoints;
    }

    /** Starts the cluster and gives it the job. */
    static EmbeddedFlink start(RunFolder run, Duration checkpointInterval) throws IOException {
        int movers = run.id().job().movers();
        StreamGraph graph =
                MigrationGraph.of(
                        run.id(),
                        RunSettings.job(run.folder(), movers, checkpointInterval, run.from()));
        WatchedCluster cluster =
                new WatchedCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(RunSettings.cluster(run.scratch()))
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(movers)
                                .build());
        try {
            cluster.start();
            JobID job = cluster.ask(() -> cluster.submitJob(graph.getJobGraph())).getJobID();
            return new EmbeddedFlink(cluster, job, run.folder().checkpoints().toUri().toString());
        } catch (Exception e) {
            var unused = cluster.closeAsync();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("the engine did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for the end of the job.
     *
     * @throws ExecutionException with what failed it, as it was thrown where that is known
     */
    End await() throws InterruptedException, ExecutionException {
        JobResult result = cluster.ask(() -> cluster.requestJobResult(job));
        ended = true;
        JobStatus status = result.getJobStatus().orElse(JobStatus.FAILED);
        if (status == JobStatus.FINISHED) {
            return stopping.get() && stopped.get() ? End.STOPPED : End.COMPLETE;
        }
        if (status == JobStatus.CANCELED) {
            return End.STOPPED;
        }
        throw new ExecutionException(cause(result.getSerializedThrowable().orElse(null), status));
    }

    private static Throwable cause(@Nullable SerializedThrowable failure, JobStatus status) {
        Throwable first = failure == null ? new IOException("the job ended as " + status) : failure;
        Throwable last = first;
        for (Throwable next = first; next != null; next = next.getCause()) {
            if (next instanceof SerializedThrowable sent) {
                next = sent.deserializeError(EmbeddedFlink.class.getClassLoader());
            }
            if (next instanceof StoreException || next instanceof InvalidConfigException) {
                return next;
            }
            last = next;
        }
        return last;
    }

    /**
     * Stops the job where it is, with a last checkpoint, so that nothing needs to be done twice.
     * When that does not come about in time, the one before must do. Does nothing once the cluster
     * is closed.
     */
    void stop() {
        if (closed.get() || !stopping.compareAndSet(false, true)) {
            return;
        }
        var unused =
                lastCheckpoint()
                        .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                        .whenComplete(
                                (path, problem) -> {
                                    stopped.complete(problem == null);
                                    if (problem != null) {
                                        LOG.debug("no last checkpoint", problem);
                                        var unusedToo = cluster.cancelJob(job);
                                    }
                                });
    }

    // None can be taken before all tasks run, which whoever asks early waits for.
    private CompletableFuture<String> lastCheckpoint() {
        return cluster.stopWithSavepoint(job, savepoints, false, SavepointFormatType.CANONICAL)
                .exceptionallyCompose(
                        problem ->
                                isTooEarly(problem) && !ended
                                        ? CompletableFuture.runAsync(() -> {}, A_MOMENT_LATER)
                                                .thenCompose(none -> lastCheckpoint())
                                        : CompletableFuture.failedFuture(problem));
    }

    private static boolean isTooEarly(Throwable problem) {
        return ExceptionUtils.findThrowable(problem, UnavailableDispatcherOperationException.class)
                        .isPresent()
                || ExceptionUtils.findThrowable(problem, CheckpointException.class)
                        .map(CheckpointException::getCheckpointFailureReason)
                        .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                        .isPresent();
    }

    /**
     * Ends the engine. Flink has been seen to wait for its own end for ever on a full disk; by then
     * nobody needs it any more.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the engine did not end well: {}", e.toString());
        }
    }
}
