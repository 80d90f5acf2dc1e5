package io.ossimport.core.checksum;

import java.nio.ByteBuffer;

/** A 32-bit CRC of the JDK's, which has processor instructions for both. */
final class Crc32Digest implements Digest {
    private final ChecksumAlgorithm algorithm;
    private final java.util.zip.Checksum crc;

    Crc32Digest(ChecksumAlgorithm algorithm, java.util.zip.Checksum crc) {
        this.algorithm = algorithm;
        this.crc = crc;
    }

    @Override
    public void update(ByteBuffer bytes) {
        crc.update(bytes);
    }

    @Override
    public Checksum value() {
        return Checksum.ofInt(algorithm, (int) crc.getValue());
    }
}
