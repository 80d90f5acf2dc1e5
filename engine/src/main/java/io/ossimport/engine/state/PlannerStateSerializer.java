package io.ossimport.engine.state;

import io.ossimport.transfer.plan.PlannerState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what the planner knows for checkpoints. Any thread. */
public final class PlannerStateSerializer implements SimpleVersionedSerializer<PlannerState> {

    private static final int VERSION = 2;

    /** Did not write which pieces were given away. */
    private static final int WITHOUT_GIVEN = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PlannerState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        Fields.writeList(state.waiting(), Ranges::write, out);
        Fields.writeList(state.held(), PlannerStateSerializer::writeHeld, out);
        Fields.writeList(state.given(), Fields::writeText, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public PlannerState deserialize(int version, byte[] stored) throws IOException {
        if (version != WITHOUT_GIVEN) {
            Versions.require("a planner's state", VERSION, version);
        }
        DataInputDeserializer in = new DataInputDeserializer(stored);
        return new PlannerState(
                Fields.readList(Ranges::read, in),
                Fields.readList(PlannerStateSerializer::readHeld, in),
                version == WITHOUT_GIVEN ? List.of() : Fields.readList(Fields::readText, in));
    }

    private static void writeHeld(PlannerState.Held held, DataOutput out) throws IOException {
        Fields.writeText(held.rangeId(), out);
        Fields.writeOptionalKey(held.upTo(), out);
        out.writeInt(held.mover());
        out.writeBoolean(held.finished());
    }

    private static PlannerState.Held readHeld(DataInput in) throws IOException {
        return new PlannerState.Held(
                Fields.readText(in), Fields.readOptionalKey(in), in.readInt(), in.readBoolean());
    }
}
