package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.nio.ByteBuffer;

/** The bytes of a stand-in's object. Immutable; safe for many threads. */
public interface Content {

    /** How many bytes there are. */
    long length();

    /**
     * Puts the bytes from {@code offset} on into {@code into}, from its position to its limit.
     *
     * @throws IndexOutOfBoundsException when that reaches beyond the end
     */
    void read(long offset, ByteBuffer into);

    /** A checksum over all bytes. Computed when first asked for, and kept. */
    Checksum checksum(ChecksumAlgorithm algorithm);

    /** All bytes in memory; for contents below 2 GiB. */
    default byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(length())];
        read(0, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** These bytes, which are copied. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes.clone());
    }

    /** These characters in UTF-8. */
    static Content of(String text) {
        return new BytesContent(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /**
     * Bytes that are made when they are read. Each block of 1 KiB begins with a stamp of the seed
     * and the block's number, so contents with different seeds differ in every block; a shorter
     * content is the beginning of a longer one with the same seed.
     */
    static Content generated(long seed, long length) {
        return new GeneratedContent(seed, 0, length);
    }

    /** The first {@code length} bytes of a file, which are read when they are asked for. */
    static Content ofFile(java.nio.file.Path file, long length) {
        return new FileContent(file, length);
    }

    /** Only zeros, which are stored nowhere. */
    static Content zeros(long length) {
        return new ZeroContent(length);
    }
}
