package io.ossimport.cli;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;
import org.jspecify.annotations.Nullable;

/**
 * Flink's remote procedure calls, unpacked and loaded once for all runs in this JVM instead of for
 * each: that is two thirds of the CPU time of a run of a few objects. Flink finds it as a service.
 */
public final class KeptRpcSystem implements RpcSystemLoader {

    private static @Nullable RpcSystem kept; // guarded by the class

    /** Lower than that of Flink's own loader, which is to be asked after this one. */
    @Override
    public int getLoadPriority() {
        return -1;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration settings) {
        return new Shared(load(settings));
    }

    private static synchronized RpcSystem load(Configuration settings) {
        if (kept == null) {
            Configuration elsewhere = new Configuration(settings);
            elsewhere.set(CoreOptions.TMP_DIRS, System.getProperty("java.io.tmpdir"));
            RpcSystem loaded = new PekkoRpcSystemLoader().loadRpcSystem(elsewhere);
            Runtime.getRuntime().addShutdownHook(new Thread(loaded::close)); // removes its file
            kept = loaded;
        }
        return kept;
    }

    /** Stays open when a run ends. */
    private record Shared(RpcSystem rpc) implements RpcSystem {

        @Override
        public RpcServiceBuilder localServiceBuilder(Configuration settings) {
            return rpc.localServiceBuilder(settings);
        }

        @Override
        public RpcServiceBuilder remoteServiceBuilder(
                Configuration settings, @Nullable String address, String ports) {
            return rpc.remoteServiceBuilder(settings, address, ports);
        }

        @Override
        public String getRpcUrl(
                String host,
                int port,
                String endpoint,
                AddressResolution resolution,
                Configuration settings)
                throws UnknownHostException {
            return rpc.getRpcUrl(host, port, endpoint, resolution, settings);
        }

        @Override
        public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
            return rpc.getInetSocketAddressFromRpcUrl(url);
        }

        @Override
        public long getMaximumMessageSizeInBytes(Configuration settings) {
            return rpc.getMaximumMessageSizeInBytes(settings);
        }
    }
}
