package io.ossimport.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.blob.BlobServer;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponent;
import org.apache.flink.runtime.heartbeat.HeartbeatServices;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.rpc.FatalErrorHandler;
import org.apache.flink.runtime.security.token.DelegationTokenManager;
import org.apache.flink.runtime.webmonitor.retriever.MetricQueryServiceRetriever;

/**
 * Flink's cluster within a JVM, which does not keep to itself that it has ended. Flink closes it
 * after an error that it calls fatal, such as a folder that cannot be listed; it writes the error
 * to the log only, and leaves whoever waits for an answer waiting.
 */
@SuppressWarnings("try") // it is Flink that declares what close() throws
final class WatchedCluster extends MiniCluster {

    private final CompletableFuture<Object> over = new CompletableFuture<>();

    WatchedCluster(MiniClusterConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected Collection<? extends DispatcherResourceManagerComponent>
            createDispatcherResourceManagerComponents(
                    Configuration configuration,
                    RpcServiceFactory rpcServiceFactory,
                    BlobServer blobServer,
                    HeartbeatServices heartbeatServices,
                    DelegationTokenManager delegationTokenManager,
                    MetricRegistry metricRegistry,
                    MetricQueryServiceRetriever metricQueryServiceRetriever,
                    FatalErrorHandler fatalErrorHandler)
                    throws Exception {
        return super.createDispatcherResourceManagerComponents(
                configuration,
                rpcServiceFactory,
                blobServer,
                heartbeatServices,
                delegationTokenManager,
                metricRegistry,
                metricQueryServiceRetriever,
                error -> {
                    over.completeExceptionally(error);
                    fatalErrorHandler.onFatalError(error);
                });
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        over.completeExceptionally(new IOException("the engine was closed"));
        return super.closeAsync();
    }

    /**
     * Asks this cluster something and waits for the answer.
     *
     * @throws ExecutionException with what ended the cluster, or with what failed the answer
     */
    <T> T ask(Callable<CompletableFuture<T>> question)
            throws InterruptedException, ExecutionException {
        CompletableFuture<T> answer;
        try {
            answer = question.call();
        } catch (Exception closedAlready) {
            answer = CompletableFuture.failedFuture(closedAlready);
        }
        CompletableFuture.anyOf(over, answer).get();
        return answer.get();
    }
}
