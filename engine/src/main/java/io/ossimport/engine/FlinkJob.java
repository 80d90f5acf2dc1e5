package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.report.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.dispatcher.UnavailableDispatcherOperationException;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Flink job of a run, on a cluster inside this JVM or on one elsewhere. Safe for many threads.
 */
final class FlinkJob implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
    private static final long STOP_SECONDS = 30;
    private static final Executor A_MOMENT_LATER =
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /** How the job ended, when it did not fail. */
    enum End {
        COMPLETE,
        STOPPED
    }

    private final FlinkCluster cluster;
    private final RunFolder run;
    private final JobID job;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ended;
    // whether the job was stopped with all that it needs to be resumed
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    private FlinkJob(FlinkCluster cluster, RunFolder run, JobID job) {
        this.cluster = cluster;
        this.run = run;
        this.job = job;
    }

    /** Gives the cluster, which is closed with the job, the job of a run. */
    static FlinkJob start(FlinkCluster cluster, RunFolder run, Duration checkpointInterval)
            throws IOException {
        try {
            StreamGraph graph =
                    MigrationGraph.of(
                            run.id(),
                            cluster.hasMachines(),
                            cluster.settings(run, checkpointInterval));
            return new FlinkJob(cluster, run, cluster.submit(run, graph.getJobGraph()));
        } catch (Exception e) {
            cluster.close();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (e.getCause() instanceof ClusterException unreachable) {
                throw unreachable;
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
        JobResult result = cluster.ask(client -> client.requestJobResult(job));
        ended = true;
        forget();
        JobStatus status = result.getJobStatus().orElse(JobStatus.FAILED);
        if (status == JobStatus.FINISHED) {
            return (stopping.get() && stopped.get()) || !isAtEnd() ? End.STOPPED : End.COMPLETE;
        }
        if (status == JobStatus.CANCELED) {
            return End.STOPPED;
        }
        throw new ExecutionException(cause(result.getSerializedThrowable().orElse(null), status));
    }

    private void forget() {
        try {
            FlinkRecord.remove(run.folder(), run.id().run());
        } catch (IOException e) {
            LOG.debug("the cluster will be asked once more", e);
        }
    }

    // A job that another process has stopped is finished for Flink, but has not done everything.
    private boolean isAtEnd() {
        try {
            return run.folder().readProgress(run.id().run()).map(Progress::ended).orElse(false);
        } catch (IOException e) {
            return true; // the lists will tell
        }
    }

    private static Throwable cause(@Nullable SerializedThrowable failure, JobStatus status) {
        Throwable first = failure == null ? new IOException("the job ended as " + status) : failure;
        Throwable last = first;
        for (Throwable next = first; next != null; next = next.getCause()) {
            if (next instanceof SerializedThrowable sent) {
                next = sent.deserializeError(FlinkJob.class.getClassLoader());
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
                                        var unusedToo = cluster.client().cancel(job);
                                    }
                                });
    }

    // None can be taken before all tasks run, which whoever asks early waits for.
    private CompletableFuture<String> lastCheckpoint() {
        String savepoints = RunSettings.folder(run.folder().checkpoints());
        return cluster.client()
                .stopWithSavepoint(job, false, savepoints, SavepointFormatType.CANONICAL)
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

    /** Ends a cluster that was made for this job; one elsewhere is left to itself. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            cluster.close();
        }
    }
}
