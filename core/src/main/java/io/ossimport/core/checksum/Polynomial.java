package io.ossimport.core.checksum;

/**
 * Arithmetic of reflected CRCs whose initial value and final XOR are all ones, as in zlib: the
 * lowest bit of a value stands for the highest power of x.
 *
 * @param width of the CRC in bits, 32 or 64
 * @param reflected the polynomial without its highest power, bits reversed
 */
record Polynomial(int width, long reflected) {

    static final Polynomial CRC64_XZ = new Polynomial(64, 0xC96C5795D7870F42L);
    static final Polynomial CRC64_NVME = new Polynomial(64, 0x9A6C9329AC4BC9B5L);
    static final Polynomial CRC32C = new Polynomial(32, 0x82F63B78L);
    static final Polynomial CRC32 = new Polynomial(32, 0xEDB88320L);

    static Polynomial of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC64_XZ -> CRC64_XZ;
            case CRC64_NVME -> CRC64_NVME;
            case CRC32C -> CRC32C;
            case CRC32 -> CRC32;
            case MD5, SHA1, SHA256 ->
                    throw new IllegalArgumentException(
                            algorithm.label() + " checksums cannot be combined");
        };
    }

    /** The CRC of two runs of bytes in a row, of which the second has {@code secondLength}. */
    long combine(long first, long second, long secondLength) {
        return multiply(powerOfBytes(secondLength), first) ^ second;
    }

    /** x to the power of 8 times {@code bytes}: what {@code bytes} zero bytes do to a CRC. */
    private long powerOfBytes(long bytes) {
        long result = 1L << (width - 1);
        long square = 1L << (width - 1 - 8);
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int power = 0; power < width; power++) {
            if ((a & (1L << (width - 1 - power))) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? (shifted >>> 1) ^ reflected : shifted >>> 1;
        }
        return product;
    }
}
