package io.ossimport.engine.sink;

import io.ossimport.core.outcome.Outcome;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Sends each outcome to the folder of its list. */
final class ListNames implements BucketAssigner<Outcome, String> {

    private static final long serialVersionUID = 1;

    @Override
    public String getBucketId(Outcome outcome, Context context) {
        return outcome.kind().listName();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
