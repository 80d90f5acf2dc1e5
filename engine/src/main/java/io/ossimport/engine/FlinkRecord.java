package io.ossimport.engine;

import io.ossimport.engine.cluster.ClusterAddress;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Json;
import io.ossimport.transfer.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * The Flink job that a run has on a cluster: {@code runs/<n>/flink.json}, from before it is given
 * to the cluster until it is known to have ended. A cluster goes on with it whoever has gone.
 *
 * @param cluster where, as {@link ClusterAddress} writes itself
 * @param job the job's id there, in hexadecimal
 */
record FlinkRecord(String cluster, String job) {

    static final String FILE = "flink.json";

    /** A job that is yet to be given to a cluster. */
    static FlinkRecord begin(ClusterAddress cluster) {
        return new FlinkRecord(cluster.toString(), new JobID().toHexString());
    }

    JobID id() {
        return JobID.fromHexString(job);
    }

    /** What {@link #write} wrote; null when there is none. */
    static @Nullable FlinkRecord read(JobFolder folder, int run) throws IOException {
        Path file = file(folder, run);
        return Files.exists(file) ? Json.read(file, FlinkRecord.class) : null;
    }

    void write(JobFolder folder, int run) throws IOException {
        WholeFile.write(file(folder, run), Json.write(this) + "\n");
    }

    static void remove(JobFolder folder, int run) throws IOException {
        Files.deleteIfExists(file(folder, run));
    }

    private static Path file(JobFolder folder, int run) {
        return folder.run(run).resolve(FILE);
    }
}
