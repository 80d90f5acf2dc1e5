package io.ossimport.engine;

import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.engine.cluster.ClusterKey;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What does the work of a run: this process, or a cluster that runs by itself. */
public final class Engine {

    /** This process. */
    public static final Engine HERE = new Engine(null);

    private final @Nullable Master master;

    private record Master(ClusterAddress address, ClusterKey key) {}

    private Engine(@Nullable Master master) {
        this.master = master;
    }

    /** The cluster of this master, which has this key. */
    public static Engine at(ClusterAddress address, ClusterKey key) {
        return new Engine(new Master(address, key));
    }

    /**
     * Makes sure that no run of the job goes on somewhere else. The caller holds the job's lock.
     *
     * @throws ClusterException when one may
     */
    void requireOnlyHere(JobFolder folder) throws IOException {
        String here = master == null ? "" : master.address().toString();
        for (int run = 1; run <= folder.newestRun(); run++) {
            FlinkRecord record = FlinkRecord.read(folder, run);
            if (record != null && !record.cluster().equals(here)) {
                throw new ClusterException(
                        "Run "
                                + run
                                + " was given to the cluster at "
                                + record.cluster()
                                + " and may go on there. Come back to it with  --cluster "
                                + record.cluster()
                                + "  or, when that cluster is gone for good, remove "
                                + folder.run(run).resolve(FlinkRecord.FILE),
                        null);
            }
        }
    }

    FlinkCluster open(RunFolder run) throws IOException {
        return master == null
                ? EmbeddedCluster.start(run)
                : RemoteCluster.at(master.address(), master.key());
    }
}
