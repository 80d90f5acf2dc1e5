package io.ossimport.transfer.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.CodedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.orc.CompressionCodec;
import org.apache.orc.DataReader;
import org.apache.orc.FileFormatException;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.StripeInformation;
import org.apache.orc.impl.BufferChunk;
import org.apache.orc.impl.BufferChunkList;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.OrcTail;
import org.apache.orc.impl.ReaderImpl;
import org.apache.orc.impl.XerialSnappyCodec;
import org.apache.orc.impl.ZlibCodec;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file of ORC, for the reader of ORC, which would otherwise fetch them by Hadoop's
 * file system. Of the codecs those are here that bring no jar: S3 writes with Zlib.
 */
final class OrcBytes implements DataReader {

    /** A writer keeps below it, and a reader gets buffers of the size. */
    private static final int MAX_BLOCK_BYTES = 1 << 23;

    private final FileChannel file;
    private final long size;
    private final InStream.StreamOptions compression = InStream.options();
    private final OrcTail tail;

    /**
     * Reads the end of a file, which says what is in it.
     *
     * @param name what people call it
     */
    OrcBytes(FileChannel file, String name) throws IOException {
        this.file = file;
        this.size = file.size();
        this.tail = readTail(name);
    }

    OrcTail tail() {
        return tail;
    }

    // The last byte has the length of the script before it, which has that of the footer before.
    private OrcTail readTail(String name) throws IOException {
        String head = new String(bytes(0, OrcFile.MAGIC.length()).array(), US_ASCII);
        int length = bytes(size - 1, 1).get(0) & 0xFF;
        long scriptAt = size - 1 - length;
        OrcProto.PostScript script = OrcProto.PostScript.parseFrom(bytes(scriptAt, length).array());
        if (!head.equals(OrcFile.MAGIC) || !script.getMagic().equals(OrcFile.MAGIC)) {
            throw new FileFormatException("it does not begin and end as ORC does");
        }
        CompressionCodec codec = codec(script.getCompression(), name);
        int block = ReaderImpl.getCompressionBlockSize(script);
        if (block <= 0 || block >= MAX_BLOCK_BYTES) {
            throw new FileFormatException("it has blocks of " + block + " bytes");
        }
        if (codec != null) {
            compression.withCodec(codec).withBufferSize(block);
        }
        ByteBuffer footer = bytes(scriptAt - script.getFooterLength(), script.getFooterLength());
        OrcProto.FileTail all =
                OrcProto.FileTail.newBuilder()
                        .setFileLength(size)
                        .setPostscriptLength(length)
                        .setPostscript(script)
                        .setFooter(OrcProto.Footer.parseFrom(unpacked(footer)))
                        .build();
        if (all.getFooter().hasEncryption()) {
            throw new InputListException("The input list " + name + " is encrypted by ORC.");
        }
        return new OrcTail(all, footer);
    }

    private static @Nullable CompressionCodec codec(OrcProto.CompressionKind kind, String name)
            throws InputListException {
        return switch (kind) {
            case NONE -> null;
            case ZLIB -> new ZlibCodec();
            case SNAPPY -> new XerialSnappyCodec();
            default ->
                    throw new InputListException(
                            "The input list "
                                    + name
                                    + " is compressed with "
                                    + kind
                                    + ", which cannot be read here; S3 writes ORC with ZLIB.");
        };
    }

    private CodedInputStream unpacked(ByteBuffer message) throws IOException {
        int length = message.remaining();
        return InStream.createCodedInputStream(
                InStream.create("footer", new BufferChunk(message, 0), 0, length, compression));
    }

    private ByteBuffer bytes(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > size - length) {
            throw new EOFException("its parts do not lie within its " + size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("it was cut while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public void open() {}

    @Override
    public OrcProto.StripeFooter readStripeFooter(StripeInformation stripe) throws IOException {
        long offset = stripe.getOffset() + stripe.getIndexLength() + stripe.getDataLength();
        OrcProto.StripeFooter footer =
                OrcProto.StripeFooter.parseFrom(unpacked(bytes(offset, stripe.getFooterLength())));
        // times of a writer that names no zone would be taken for those of this machine's zone
        return footer.getWriterTimezone().isEmpty()
                ? footer.toBuilder().setWriterTimezone("UTC").build()
                : footer;
    }

    @Override
    public BufferChunkList readFileData(BufferChunkList parts, boolean isDirect)
            throws IOException {
        for (BufferChunk part = parts.get(); part != null; part = (BufferChunk) part.next) {
            if (!part.hasData()) {
                part.setChunk(bytes(part.getOffset(), part.getLength()));
            }
        }
        return parts;
    }

    @Override
    public boolean isTrackingDiskRanges() {
        return false;
    }

    @Override
    @Deprecated
    public void releaseBuffer(ByteBuffer buffer) {}

    @Override
    public void releaseAllBuffers() {}

    /** This one: it is opened for one reader. */
    @Override
    public DataReader clone() {
        return this;
    }

    @Override
    public InStream.StreamOptions getCompressionOptions() {
        return compression;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
