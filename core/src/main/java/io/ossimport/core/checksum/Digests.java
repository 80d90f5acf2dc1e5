package io.ossimport.core.checksum;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** Chooses how each algorithm is computed. */
final class Digests {

    private Digests() {}

    static Digest create(ChecksumAlgorithm algorithm) {
        if (algorithm == ChecksumAlgorithm.CRC32C) {
            Checksum crc = new CRC32C();
            return new Digest() {
                @Override
                public void update(ByteBuffer bytes) {
                    crc.update(bytes);
                }

                @Override
                public io.ossimport.core.checksum.Checksum value() {
                    return io.ossimport.core.checksum.Checksum.ofInt(
                            algorithm, (int) crc.getValue());
                }
            };
        }
        throw new IllegalArgumentException(algorithm.label());
    }

    static io.ossimport.core.checksum.Checksum combine(
            io.ossimport.core.checksum.Checksum first,
            io.ossimport.core.checksum.Checksum second,
            long secondLength) {
        if (secondLength == 0) {
            return first;
        }
        throw new IllegalArgumentException(first + " " + second);
    }
}
