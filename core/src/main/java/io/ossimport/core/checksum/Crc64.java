package io.ossimport.core.checksum;

import java.nio.ByteBuffer;

/**
 * A way to compute a reflected CRC-64 whose initial value and final XOR are all ones. Without state
 * and safe for many threads.
 */
interface Crc64 {

    /**
     * The CRC of what {@code crc} covers and then the bytes from position to limit. Moves the
     * position to the limit.
     *
     * @param crc the CRC so far, 0 for no bytes yet
     */
    long update(long crc, ByteBuffer bytes);

    /** The fastest way that this machine has. */
    static Crc64 of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC64_XZ -> Fastest.XZ;
            case CRC64_NVME -> Fastest.NVME;
            default -> throw new IllegalArgumentException("not a CRC-64: " + algorithm);
        };
    }

    /** Made at the first use, since it loads a library. */
    final class Fastest {
        private static final Crc64 NVME = new BraidedCrc64(Polynomial.CRC64_NVME.reflected());
        private static final Crc64 XZ =
                LzmaCrc64.loadOr(new BraidedCrc64(Polynomial.CRC64_XZ.reflected()));

        private Fastest() {}
    }
}
