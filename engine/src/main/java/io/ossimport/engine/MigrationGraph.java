package io.ossimport.engine;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.engine.sink.OutcomeLists;
import io.ossimport.engine.source.MigrationSource;
import io.ossimport.engine.source.RunId;
import io.ossimport.transfer.report.JobFolder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The whole job as Flink sees it. */
final class MigrationGraph {

    private MigrationGraph() {}

    /**
     * @param hasMachines whether it may run on several
     */
    static StreamGraph of(RunId run, boolean hasMachines, Configuration settings) {
        RunSettings.requireCheckpoints(settings);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        // ranges of keys ---> movers ---> outcomes
        DataStream<Outcome> outcomes =
                flink.fromSource(
                                new MigrationSource(run, hasMachines),
                                WatermarkStrategy.noWatermarks(),
                                "move")
                        .uid("move");
        // outcomes ---> copied, skipped and failed lists, exactly once
        outcomes.sinkTo(OutcomeLists.in(JobFolder.of(run.job()).run(run.run())))
                .name("report")
                .uid("report");
        StreamGraph graph = flink.getStreamGraph();
        graph.setJobName(run.job().name());
        return graph;
    }
}
