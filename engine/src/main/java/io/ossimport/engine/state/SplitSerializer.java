package io.ossimport.engine.state;

import io.ossimport.engine.source.MoverSplit;
import io.ossimport.engine.source.MoverSplit.BooksSplit;
import io.ossimport.engine.source.MoverSplit.RangeSplit;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes the splits of movers for checkpoints and for the way to a mover. Any thread. */
public final class SplitSerializer implements SimpleVersionedSerializer<MoverSplit> {

    private static final int VERSION = 2;

    /** Did not write the sizes of all that was seen. */
    private static final int WITHOUT_SEEN = 1;

    private static final int RANGE = 1;
    private static final int BOOKS = 2;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(MoverSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        if (split instanceof RangeSplit work) {
            out.writeByte(RANGE);
            Ranges.write(work.range(), out);
        } else if (split instanceof BooksSplit books) {
            out.writeByte(BOOKS);
            Fields.writeText(books.id(), out);
            TotalsFields.write(books.totals(), out);
            Fields.writeList(books.reports(), Ranges::writeReport, out);
        } else {
            throw new IllegalArgumentException("no form is known for " + split);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public MoverSplit deserialize(int version, byte[] stored) throws IOException {
        if (version != WITHOUT_SEEN) {
            Versions.require("a split", VERSION, version);
        }
        DataInputDeserializer in = new DataInputDeserializer(stored);
        int kind = in.readByte();
        return switch (kind) {
            case RANGE -> new RangeSplit(Ranges.read(in));
            case BOOKS ->
                    new BooksSplit(
                            Fields.readText(in),
                            version == WITHOUT_SEEN
                                    ? TotalsFields.readWithoutSeen(in)
                                    : TotalsFields.read(in),
                            Fields.readList(Ranges::readReport, in));
            default -> throw new IOException("stored state is broken: a split of kind " + kind);
        };
    }
}
