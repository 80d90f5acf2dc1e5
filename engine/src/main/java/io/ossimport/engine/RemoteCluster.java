package io.ossimport.engine;

import io.ossimport.core.store.Causes;
import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.engine.cluster.ClusterKey;
import io.ossimport.engine.cluster.ClusterSettings;
import io.ossimport.transfer.report.JobFolder;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster that runs by itself. What it was given goes on there when this process ends, and
 * is found again by the {@link FlinkRecord} of the run. Safe for many threads.
 */
final class RemoteCluster implements FlinkCluster {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCluster.class);

    /** More than a cluster has; it gives a job all that it has, and what comes later. */
    private static final int MOST_MOVERS = 256;

    private final ClusterAddress address;
    private final RestClusterClient<String> client;

    private RemoteCluster(ClusterAddress address, RestClusterClient<String> client) {
        this.address = address;
        this.client = client;
    }

    static RemoteCluster at(ClusterAddress address, ClusterKey key) throws ClusterException {
        try {
            return new RemoteCluster(
                    address,
                    new RestClusterClient<>(ClusterSettings.client(address, key), "ossimport"));
        } catch (Exception e) {
            throw new ClusterException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean hasMachines() {
        return true;
    }

    @Override
    public Configuration settings(RunFolder run, Duration checkpointInterval) {
        Configuration settings =
                RunSettings.job(run.folder(), MOST_MOVERS, checkpointInterval, run.from());
        // Workers are lost as often as machines are; a store that refuses ends the job at once.
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        return settings;
    }

    @Override
    public JobID submit(RunFolder run, JobGraph graph) throws Exception {
        int number = run.id().run();
        for (int earlier = 1; earlier < number; earlier++) {
            cancelLeft(run.folder(), earlier);
        }
        FlinkRecord left = FlinkRecord.read(run.folder(), number);
        if (left != null && isUnderWay(left.id())) {
            LOG.info("run {} goes on at {} as {}", number, address, left.job());
            return left.id();
        }
        FlinkRecord fresh = FlinkRecord.begin(address);
        fresh.write(run.folder(), number);
        graph.setJobID(fresh.id());
        return ask(client -> client.submitJob(graph));
    }

    // One that was left before it had saved anything: its run is not gone on with.
    private void cancelLeft(JobFolder folder, int run) throws Exception {
        FlinkRecord left = FlinkRecord.read(folder, run);
        if (left == null) {
            return;
        }
        if (isUnderWay(left.id())) {
            LOG.info("run {} is given up at {}", run, address);
            ask(client -> client.cancel(left.id()));
            ask(client -> client.requestJobResult(left.id()));
        }
        FlinkRecord.remove(folder, run);
    }

    private boolean isUnderWay(JobID job) throws Exception {
        return ask(ClusterClient::listJobs).stream()
                .filter(known -> known.getJobId().equals(job))
                .map(JobStatusMessage::getJobState)
                .anyMatch(status -> !status.isGloballyTerminalState());
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public <T> T ask(Question<T> question) throws InterruptedException, ExecutionException {
        try {
            return question.of(client).get();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(
                    new ClusterException(
                            "The cluster at "
                                    + address
                                    + " cannot be reached: "
                                    + Causes.root(e)
                                    + ". What it was given goes on there; the same command comes"
                                    + " back to it.",
                            e));
        }
    }

    /** Leaves the cluster to itself. */
    @Override
    public void close() {
        client.close();
    }
}
