package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import java.nio.ByteBuffer;

/** A run of zeros. */
final class ZeroContent extends LazyChecksums {

    private static final byte[] ZEROS = new byte[16 * 1024];

    private final long length;

    ZeroContent(long length) {
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    // Zeros twice as long have the CRC of the two halves: 64 steps at most instead of all bytes.
    @Override
    Checksum compute(ChecksumAlgorithm algorithm) {
        return algorithm.combinable() && length > ZEROS.length
                ? crc(algorithm, length)
                : super.compute(algorithm);
    }

    private static Checksum crc(ChecksumAlgorithm algorithm, long length) {
        if (length <= ZEROS.length) {
            return new ZeroContent(length).checksum(algorithm);
        }
        long half = length / 2;
        Checksum first = crc(algorithm, half);
        Checksum both = Digest.combine(first, first, half);
        return length % 2 == 0
                ? both
                : Digest.combine(both, new ZeroContent(1).checksum(algorithm), 1);
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        while (into.hasRemaining()) {
            into.put(ZEROS, 0, Math.min(ZEROS.length, into.remaining()));
        }
    }
}
