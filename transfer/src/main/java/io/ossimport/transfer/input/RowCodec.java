package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Rows as bytes: the length of the key in two bytes and the key, so that encoded rows can be
 * compared where they lie; then what is known of the object.
 */
final class RowCodec {

    /** The longest key, in bytes: more than any store allows. */
    static final int MOST_KEY_BYTES = 0xFFFF;

    private RowCodec() {}

    static void write(ListRow row, DataOutput out) throws IOException {
        byte[] key = row.key().bytes();
        out.writeShort(key.length);
        out.write(key);
        ListedObject object = row.object();
        out.writeBoolean(object != null);
        if (object != null) {
            out.writeLong(object.size());
            out.writeLong(object.lastModifiedMillis());
            out.writeUTF(object.etag());
            write(object.checksum(), out);
            out.writeUTF(object.storageClass());
            out.writeUTF(object.kind().name());
        }
        ListRow.UrlPlace url = row.url();
        out.writeBoolean(url != null);
        if (url != null) {
            out.writeLong(url.line());
            out.writeLong(url.offset());
            out.writeLong(url.digest());
        }
    }

    static ListRow read(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        Key key = Key.ofBytes(bytes);
        ListedObject object = in.readBoolean() ? readObject(key, in) : null;
        return new ListRow(key, object, in.readBoolean() ? readUrl(in) : null);
    }

    private static ListedObject readObject(Key key, DataInput in) throws IOException {
        return new ListedObject(
                key,
                in.readLong(),
                in.readLong(),
                in.readUTF(),
                readChecksum(in),
                in.readUTF(),
                ListedObject.Kind.valueOf(in.readUTF()));
    }

    private static ListRow.UrlPlace readUrl(DataInput in) throws IOException {
        return new ListRow.UrlPlace(in.readLong(), in.readLong(), in.readLong());
    }

    private static void write(Checksum checksum, DataOutput out) throws IOException {
        ChecksumAlgorithm algorithm = checksum.algorithm();
        out.writeUTF(algorithm == null ? "" : algorithm.name());
        if (algorithm != null) {
            out.write(HexFormat.of().parseHex(checksum.hex()));
        }
    }

    private static Checksum readChecksum(DataInput in) throws IOException {
        String name = in.readUTF();
        if (name.isEmpty()) {
            return Checksum.NONE;
        }
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.valueOf(name);
        byte[] value = new byte[algorithm.bytes()];
        in.readFully(value);
        return Checksum.ofBytes(algorithm, value);
    }
}
