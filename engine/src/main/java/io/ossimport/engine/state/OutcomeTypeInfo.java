package io.ossimport.engine.state;

import io.ossimport.core.outcome.Outcome;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how outcomes are written, so that it never falls back to reflection. */
public final class OutcomeTypeInfo extends TypeInformation<Outcome> {

    private static final long serialVersionUID = 1;

    /** The only one. */
    public static final OutcomeTypeInfo INSTANCE = new OutcomeTypeInfo();

    private OutcomeTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Outcome> getTypeClass() {
        return Outcome.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Outcome> createSerializer(SerializerConfig config) {
        return OutcomeSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Outcome";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutcomeTypeInfo;
    }

    @Override
    public int hashCode() {
        return OutcomeTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof OutcomeTypeInfo;
    }
}
