package io.ossimport.engine;

import io.ossimport.transfer.report.JobFolder;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/** Flink's settings for a run in one JVM. */
final class RunSettings {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int RESTARTS = 3;
    private static final Duration LONGEST_RESTART_DELAY = Duration.ofSeconds(1);

    private RunSettings() {}

    /**
     * A cluster inside this process: little memory, since no record waits for long; nothing listens
     * beyond loopback; and all temporary files lie in {@code scratch}.
     */
    static Configuration cluster(Path scratch) {
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
        settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("8kb"));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(BlobServerOptions.PORT, "0");
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);
        settings.set(WebOptions.TMP_DIR, scratch.toString());
        settings.set(WebOptions.UPLOAD_DIR, scratch.toString());
        settings.set(CoreOptions.TMP_DIRS, scratch.toString());
        settings.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, scratch.toString());
        settings.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        return settings;
    }

    /**
     * What the job itself needs. Flink heeds these only here: in a cluster's own file they would be
     * ignored, and a job without them starts from zero after every failure.
     *
     * @param interval from one checkpoint to the next: what a crash can cost
     * @param from the checkpoint to go on from, or null to begin
     */
    static Configuration job(JobFolder folder, int movers, Duration interval, @Nullable Path from) {
        Configuration settings = new Configuration();
        settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        settings.set(CoreOptions.DEFAULT_PARALLELISM, movers);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder(folder.checkpoints()));
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, restartDelay(interval));
        if (from != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, folder(from));
            // Flink deletes it with its own: an old one must not outlive rows that came after it
            settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        }
        return settings;
    }

    // What has to be done again is no more than an interval's work, so it is not waited for longer.
    private static Duration restartDelay(Duration interval) {
        return interval.compareTo(LONGEST_RESTART_DELAY) < 0 ? interval : LONGEST_RESTART_DELAY;
    }

    /**
     * Refuses a job that could not be resumed.
     *
     * @throws IllegalStateException naming the setting that is missing
     */
    static void requireCheckpoints(ReadableConfig job) {
        require(job, CheckpointingOptions.CHECKPOINTING_INTERVAL);
        require(job, CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        require(job, CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
        if (job.get(ExecutionOptions.RUNTIME_MODE) != RuntimeExecutionMode.STREAMING) {
            throw new IllegalStateException(
                    ExecutionOptions.RUNTIME_MODE.key()
                            + " is not STREAMING: the job would make no checkpoints");
        }
    }

    private static void require(ReadableConfig job, ConfigOption<?> option) {
        if (job.getOptional(option).isEmpty()) {
            throw new IllegalStateException(
                    option.key() + " is not set: the job could not be resumed");
        }
    }

    /** As Flink reads a folder, which does not undo the escapes of a URI. */
    static String folder(Path path) {
        return new org.apache.flink.core.fs.Path(path.toUri()).toString();
    }
}
