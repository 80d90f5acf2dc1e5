package io.ossimport.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster inside this JVM, made for one run of one job. Safe for many threads. */
final class EmbeddedCluster implements FlinkCluster {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
    private static final long CLOSE_SECONDS = 30;

    private final WatchedCluster cluster;
    private final ClusterClient<?> client;

    private EmbeddedCluster(WatchedCluster cluster, ClusterClient<?> client) {
        this.cluster = cluster;
        this.client = client;
    }

    static EmbeddedCluster start(RunFolder run) throws IOException {
        Configuration settings = RunSettings.cluster(run.scratch());
        WatchedCluster cluster =
                new WatchedCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(settings)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(run.id().job().movers())
                                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            var unused = cluster.closeAsync();
            throw new IOException("the engine did not start: " + e.getMessage(), e);
        }
        return new EmbeddedCluster(cluster, new MiniClusterClient(settings, cluster));
    }

    @Override
    public boolean hasMachines() {
        return false;
    }

    @Override
    public Configuration settings(RunFolder run, Duration checkpointInterval) {
        int movers = run.id().job().movers();
        return RunSettings.job(run.folder(), movers, checkpointInterval, run.from());
    }

    @Override
    public JobID submit(RunFolder run, JobGraph graph) throws Exception {
        return ask(client -> client.submitJob(graph));
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public <T> T ask(Question<T> question) throws InterruptedException, ExecutionException {
        return cluster.ask(() -> question.of(client));
    }

    // Flink has been seen to wait for its own end for ever on a full disk; by then nobody needs it.
    @Override
    public void close() {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the engine did not end well: {}", e.toString());
        }
    }
}
