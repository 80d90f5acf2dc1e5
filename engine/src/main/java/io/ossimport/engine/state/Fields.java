package io.ossimport.engine.state;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small values that all serializers of this package are made of. Lengths are four bytes, so a
 * text may be longer than {@link DataOutput#writeUTF} allows. Enum constants are written by name:
 * their order may change, their names never do.
 */
final class Fields {

    private Fields() {}

    /** Writes one element of a list. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads one element of a list. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static void writeBytes(byte[] value, DataOutput out) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    static byte[] readBytes(DataInput in) throws IOException {
        byte[] value = new byte[readCount(in)];
        in.readFully(value);
        return value;
    }

    static void writeText(String value, DataOutput out) throws IOException {
        writeBytes(value.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInput in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeKey(Key value, DataOutput out) throws IOException {
        writeBytes(value.bytes(), out);
    }

    static Key readKey(DataInput in) throws IOException {
        return Key.ofBytes(readBytes(in));
    }

    static void writeOptionalKey(@Nullable Key value, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writeKey(value, out);
        }
    }

    static @Nullable Key readOptionalKey(DataInput in) throws IOException {
        return in.readBoolean() ? readKey(in) : null;
    }

    static void writeChecksum(Checksum value, DataOutput out) throws IOException {
        ChecksumAlgorithm algorithm = value.algorithm();
        writeText(algorithm == null ? "" : algorithm.name(), out);
        writeText(value.hex(), out);
    }

    static Checksum readChecksum(DataInput in) throws IOException {
        String algorithm = readText(in);
        String hex = readText(in);
        return algorithm.isEmpty()
                ? Checksum.NONE
                : new Checksum(ChecksumAlgorithm.valueOf(algorithm), hex);
    }

    static <T> void writeList(List<T> values, Writer<? super T> writer, DataOutput out)
            throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writer.write(value, out);
        }
    }

    static <T> List<T> readList(Reader<? extends T> reader, DataInput in) throws IOException {
        int count = readCount(in);
        List<T> values = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            values.add(reader.read(in));
        }
        return values;
    }

    private static int readCount(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("stored state is broken: a length of " + count);
        }
        return count;
    }
}
