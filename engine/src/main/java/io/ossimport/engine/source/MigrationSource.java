package io.ossimport.engine.source;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.engine.state.OutcomeTypeInfo;
import io.ossimport.engine.state.PlannerStateSerializer;
import io.ossimport.engine.state.SplitSerializer;
import io.ossimport.transfer.plan.Planner;
import io.ossimport.transfer.plan.PlannerState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A whole migration as a Flink source: it gives one outcome for each listed key and ends. The
 * objects' bytes go from store to store inside the movers and never through Flink.
 */
public final class MigrationSource
        implements Source<Outcome, MoverSplit, PlannerState>, ResultTypeQueryable<Outcome> {

    private static final long serialVersionUID = 1;

    private final RunId run;
    private final boolean hasMachines;

    /**
     * @param hasMachines whether its movers may be on several machines
     */
    public MigrationSource(RunId run, boolean hasMachines) {
        this.run = run;
        this.hasMachines = hasMachines;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Outcome, MoverSplit> createReader(SourceReaderContext context) {
        return new MoverReader(run, hasMachines, context);
    }

    @Override
    public SplitEnumerator<MoverSplit, PlannerState> createEnumerator(
            SplitEnumeratorContext<MoverSplit> context) {
        return enumerator(Planner.begin(), context);
    }

    @Override
    public SplitEnumerator<MoverSplit, PlannerState> restoreEnumerator(
            SplitEnumeratorContext<MoverSplit> context, PlannerState state) {
        return enumerator(Planner.restore(state), context);
    }

    private PlannerEnumerator enumerator(
            Planner planner, SplitEnumeratorContext<MoverSplit> context) {
        return new PlannerEnumerator(
                planner, new ProgressFile(run), new LiveLimits(run.job()), context);
    }

    @Override
    public SimpleVersionedSerializer<MoverSplit> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<PlannerState> getEnumeratorCheckpointSerializer() {
        return new PlannerStateSerializer();
    }

    @Override
    public TypeInformation<Outcome> getProducedType() {
        return OutcomeTypeInfo.INSTANCE;
    }
}
