package io.ossimport.engine.cluster;

import io.ossimport.core.store.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointException;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** What a process of a cluster does until it is told to end. */
public final class ClusterProcess {

    private ClusterProcess() {}

    /**
     * Is the master. Makes the cluster's key when there is none.
     *
     * @param scratch a folder of this process only
     * @return the exit status
     * @throws IOException when it cannot start, such as when another has its ports
     */
    public static int master(ClusterAddress address, ClusterKey key, Path scratch)
            throws IOException, InterruptedException {
        key.make();
        Configuration settings = ClusterSettings.master(address, key, made(scratch));
        ClusterEntrypoint master = new StandaloneSessionClusterEntrypoint(settings);
        try {
            master.startCluster();
            return master.getTerminationFuture().get().processExitCode();
        } catch (ClusterEntrypointException | ExecutionException e) {
            throw new IOException(
                    "the master did not start at " + address + ": " + Causes.root(e).getMessage(),
                    e);
        }
    }

    /**
     * Is a worker. Waits for its master when that is not there, or no longer.
     *
     * @param host where others reach it
     * @param movers how many it has
     * @param scratch a folder of this process only
     * @return the exit status
     */
    public static int worker(
            ClusterAddress master, ClusterKey key, String host, int movers, Path scratch)
            throws Exception {
        Configuration settings = ClusterSettings.worker(master, key, host, movers, made(scratch));
        PluginManager plugins = PluginUtils.createPluginManagerFromRootFolder(settings);
        FileSystem.initialize(settings, plugins);
        return TaskManagerRunner.runTaskManager(settings, plugins);
    }

    private static Path made(Path scratch) throws IOException {
        return Files.createDirectories(scratch);
    }
}
