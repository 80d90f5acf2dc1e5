package io.ossimport.engine.sink;

import io.ossimport.core.outcome.Outcome;
import java.nio.file.Path;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The durable rows: gzipped CSV files {@code copied/*.csv.gz}, {@code skipped/*.csv.gz} and {@code
 * failed/*.csv.gz} in a run's folder. A file shows up under its name when the checkpoint that
 * closed it is complete, and is never touched again; until then it is hidden ({@code
 * .….inprogress.…}).
 */
public final class OutcomeLists {

    /** The end of the name of every finished file. */
    public static final String SUFFIX = ".csv.gz";

    private OutcomeLists() {}

    /** A sink that writes into {@code runFolder}. */
    public static FileSink<Outcome> in(Path runFolder) {
        return FileSink.forBulkFormat(
                        new org.apache.flink.core.fs.Path(runFolder.toUri()),
                        OutcomeListWriter::new)
                .withBucketAssigner(new ListNames())
                .withOutputFileConfig(new OutputFileConfig("part", SUFFIX))
                .build();
    }
}
