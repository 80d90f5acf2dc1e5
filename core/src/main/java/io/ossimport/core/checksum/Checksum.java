package io.ossimport.core.checksum;

import org.jspecify.annotations.Nullable;

/**
 * A checksum of the bytes of an object or part.
 *
 * @param algorithm how it was computed, or null in {@link #NONE}
 * @param hex the value, big-endian, in lower-case hexadecimal digits; empty in {@link #NONE}
 */
public record Checksum(@Nullable ChecksumAlgorithm algorithm, String hex) {

    /** No checksum is known. */
    public static final Checksum NONE = new Checksum(null, "");

    public Checksum {
        int digits = algorithm == null ? 0 : 2 * algorithm.bytes();
        if (hex.length() != digits
                || !hex.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("not a value of " + algorithm + ": " + hex);
        }
    }

    /** The checksum of a 64-bit CRC. */
    public static Checksum ofLong(ChecksumAlgorithm algorithm, long value) {
        return new Checksum(algorithm, String.format("%016x", value));
    }

    /** The checksum of a 32-bit CRC. */
    public static Checksum ofInt(ChecksumAlgorithm algorithm, int value) {
        return new Checksum(algorithm, String.format("%08x", value));
    }

    public boolean isNone() {
        return algorithm == null;
    }

    /** The value of a CRC as a number; unsigned. */
    public long asLong() {
        return Long.parseUnsignedLong(hex, 16);
    }

    /** {@code CRC-64/XZ 995dc9bbdf1939fa}. */
    @Override
    public String toString() {
        return algorithm == null ? "none" : algorithm.label() + " " + hex;
    }
}
