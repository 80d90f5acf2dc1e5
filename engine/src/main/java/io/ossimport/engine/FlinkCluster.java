package io.ossimport.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** What runs the Flink job of a run. Safe for many threads. */
interface FlinkCluster extends AutoCloseable {

    /** What is asked of a cluster. */
    interface Question<T> {
        CompletableFuture<T> of(ClusterClient<?> client) throws Exception;
    }

    /** Whether it may be of several machines. */
    boolean hasMachines();

    /** Flink's settings for the job of a run here. */
    Configuration settings(RunFolder run, Duration checkpointInterval);

    /** Gives it the job of a run, or finds the one that an earlier process has given it. */
    JobID submit(RunFolder run, JobGraph graph) throws Exception;

    ClusterClient<?> client();

    /**
     * Asks it something and waits for the answer.
     *
     * @throws ExecutionException with what ended the cluster, or with what failed the answer
     */
    <T> T ask(Question<T> question) throws InterruptedException, ExecutionException;

    /** Gives back what this process has of it. */
    @Override
    void close();
}
