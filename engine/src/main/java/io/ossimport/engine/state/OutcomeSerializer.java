package io.ossimport.engine.state;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes outcomes between operators. Every outcome begins with the number of the version that wrote
 * it; all versions can be read. Keeps nothing, so any number of threads may share it.
 */
public final class OutcomeSerializer extends TypeSerializerSingleton<Outcome> {

    private static final long serialVersionUID = 1;

    /** The only one. */
    public static final OutcomeSerializer INSTANCE = new OutcomeSerializer();

    private static final int VERSION = 1;

    private OutcomeSerializer() {}

    @Override
    public void serialize(Outcome outcome, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        Fields.writeText(outcome.reason().name(), out);
        Fields.writeKey(outcome.key(), out);
        Fields.writeKey(outcome.destinationKey(), out);
        out.writeLong(outcome.size());
        out.writeLong(outcome.sourceModifiedMillis());
        Fields.writeText(outcome.sourceEtag(), out);
        Fields.writeChecksum(outcome.sourceChecksum(), out);
        Fields.writeChecksum(outcome.checksum(), out);
        Fields.writeText(outcome.proof().name(), out);
        Fields.writeText(outcome.message(), out);
        out.writeInt(outcome.httpStatus());
        Fields.writeText(outcome.requestIds(), out);
        out.writeInt(outcome.attempts());
        out.writeLong(outcome.startedMillis());
        out.writeLong(outcome.endedMillis());
    }

    @Override
    public Outcome deserialize(DataInputView in) throws IOException {
        Versions.require("an outcome", VERSION, in.readByte());
        return new Outcome(
                Reason.valueOf(Fields.readText(in)),
                Fields.readKey(in),
                Fields.readKey(in),
                in.readLong(),
                in.readLong(),
                Fields.readText(in),
                Fields.readChecksum(in),
                Fields.readChecksum(in),
                ProofLevel.valueOf(Fields.readText(in)),
                Fields.readText(in),
                in.readInt(),
                Fields.readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    @Override
    public Outcome deserialize(Outcome reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView from, DataOutputView to) throws IOException {
        serialize(deserialize(from), to);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Outcome createInstance() {
        throw new UnsupportedOperationException("an outcome has no empty form");
    }

    @Override
    public Outcome copy(Outcome outcome) {
        return outcome;
    }

    @Override
    public Outcome copy(Outcome outcome, Outcome reuse) {
        return outcome;
    }

    /** Outcomes differ in length. */
    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<Outcome> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Lets Flink find this serializer again when it reads state. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outcome> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
