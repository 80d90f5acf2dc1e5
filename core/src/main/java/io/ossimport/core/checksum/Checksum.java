package io.ossimport.core.checksum;

import java.util.Base64;
import java.util.HexFormat;
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
        if (hex.length() != digits || !isLowerHex(hex)) {
            throw new IllegalArgumentException("not a value of " + algorithm + ": " + hex);
        }
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The checksum of a 64-bit CRC. */
    public static Checksum ofLong(ChecksumAlgorithm algorithm, long value) {
        return new Checksum(algorithm, HexFormat.of().toHexDigits(value));
    }

    /** The checksum of a 32-bit CRC. */
    public static Checksum ofInt(ChecksumAlgorithm algorithm, int value) {
        return new Checksum(algorithm, HexFormat.of().toHexDigits(value));
    }

    /** The checksum with these bytes, big-endian. */
    public static Checksum ofBytes(ChecksumAlgorithm algorithm, byte[] value) {
        return new Checksum(algorithm, HexFormat.of().formatHex(value));
    }

    /**
     * The checksum that {@code base64} writes, as in {@code Content-MD5} and {@code
     * x-amz-checksum-*}.
     *
     * @throws IllegalArgumentException when it is no such value
     */
    public static Checksum ofBase64(ChecksumAlgorithm algorithm, String base64) {
        return ofBytes(algorithm, Base64.getDecoder().decode(base64));
    }

    /**
     * The 64-bit CRC that {@code decimal} writes without a sign, as in {@code
     * x-oss-hash-crc64ecma}.
     *
     * @throws IllegalArgumentException when it is no such value
     */
    public static Checksum ofUnsignedDecimal(ChecksumAlgorithm algorithm, String decimal) {
        if (decimal.startsWith("+")) {
            throw new IllegalArgumentException("not a value of " + algorithm + ": " + decimal);
        }
        return ofLong(algorithm, Long.parseUnsignedLong(decimal));
    }

    public boolean isNone() {
        return algorithm == null;
    }

    /** The value of a CRC as a number; unsigned. */
    public long asLong() {
        return Long.parseUnsignedLong(hex, 16);
    }

    /** The value of a CRC as a decimal number without a sign: {@code 11051210869376104954}. */
    public String asUnsignedDecimal() {
        return Long.toUnsignedString(asLong());
    }

    /** The value in base64: {@code mV3Ju98ZOfo=}. */
    public String asBase64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    /** {@code CRC-64/XZ 995dc9bbdf1939fa}. */
    @Override
    public String toString() {
        return algorithm == null ? "none" : algorithm.label() + " " + hex;
    }
}
