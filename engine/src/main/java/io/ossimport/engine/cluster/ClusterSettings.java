package io.ossimport.engine.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** Flink's settings for the processes of a cluster, and for those that give it jobs. */
public final class ClusterSettings {

    /** A worker that says nothing for so long is lost, and a master likewise. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    /** A worker that came is made use of after so long; a job is interrupted for it. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** How long a worker waits for its master: nearly the longest delay that Flink can have. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(200);

    private ClusterSettings() {}

    /**
     * Of the master: it listens on the address only.
     *
     * @param scratch for files that are of no use once it has ended
     */
    public static Configuration master(ClusterAddress address, ClusterKey key, Path scratch)
            throws IOException {
        Configuration settings = member(address, key, scratch);
        settings.set(JobManagerOptions.BIND_HOST, address.host());
        settings.set(JobManagerOptions.RPC_BIND_PORT, address.port());
        settings.set(BlobServerOptions.PORT, Integer.toString(address.filesPort()));
        settings.set(RestOptions.BIND_ADDRESS, address.host());
        settings.set(RestOptions.BIND_PORT, Integer.toString(address.commandsPort()));
        settings.set(WebOptions.SUBMIT_ENABLE, false); // no jars from strangers
        settings.set(WebOptions.TMP_DIR, scratch.toString());
        settings.set(WebOptions.UPLOAD_DIR, scratch.toString());
        settings.set(JobManagerOptions.SCHEDULER, SchedulerType.Adaptive);
        settings.set(JobManagerOptions.SCHEDULER_EXECUTING_COOLDOWN_AFTER_RESCALING, SETTLED);
        settings.set(JobManagerOptions.SCHEDULER_EXECUTING_RESOURCE_STABILIZATION_TIMEOUT, SETTLED);
        settings.set(
                JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_STABILIZATION_TIMEOUT,
                Duration.ofSeconds(1));
        settings.set(
                JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_WAIT_TIMEOUT,
                Duration.ofMillis(-1)); // for as long as it takes until the first worker comes
        return settings;
    }

    /**
     * Of a worker.
     *
     * @param host where others reach it, and where it listens
     * @param movers how many it has
     * @param scratch as of the master
     */
    public static Configuration worker(
            ClusterAddress master, ClusterKey key, String host, int movers, Path scratch)
            throws IOException {
        Configuration settings = member(master, key, scratch);
        settings.set(TaskManagerOptions.HOST, host);
        settings.set(TaskManagerOptions.BIND_HOST, host);
        settings.set(TaskManagerOptions.RPC_PORT, "0");
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, movers);
        settings.set(TaskManagerOptions.REGISTRATION_TIMEOUT, LONGEST_WAIT);
        // Flink wants to know all of these where no script of its own works them out.
        settings.set(TaskManagerOptions.CPU_CORES, (double) movers);
        settings.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(128));
        settings.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
        settings.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("8kb"));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
        settings.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(128));
        settings.set(TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(64));
        return settings;
    }

    /** Of whoever gives the master a job, or asks it. */
    public static Configuration client(ClusterAddress master, ClusterKey key) throws IOException {
        Configuration settings = reached(master);
        key.apply(settings);
        return settings;
    }

    private static Configuration member(ClusterAddress master, ClusterKey key, Path scratch)
            throws IOException {
        Configuration settings = client(master, key);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SILENCE);
        settings.set(CoreOptions.TMP_DIRS, scratch.toString());
        settings.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, scratch.toString());
        settings.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        return settings;
    }

    private static Configuration reached(ClusterAddress master) {
        Configuration settings = new Configuration();
        settings.set(JobManagerOptions.ADDRESS, master.host());
        settings.set(JobManagerOptions.PORT, master.port());
        settings.set(RestOptions.ADDRESS, master.host());
        settings.set(RestOptions.PORT, master.commandsPort());
        return settings;
    }
}
