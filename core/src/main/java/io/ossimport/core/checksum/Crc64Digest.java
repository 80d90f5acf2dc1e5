package io.ossimport.core.checksum;

import java.nio.ByteBuffer;

/** A CRC-64 under way. */
final class Crc64Digest implements Digest {
    private final ChecksumAlgorithm algorithm;
    private final Crc64 way;
    private long crc;

    Crc64Digest(ChecksumAlgorithm algorithm, Crc64 way) {
        this.algorithm = algorithm;
        this.way = way;
    }

    @Override
    public void update(ByteBuffer bytes) {
        crc = way.update(crc, bytes);
    }

    @Override
    public Checksum value() {
        return Checksum.ofLong(algorithm, crc);
    }
}
