package io.ossimport.core.checksum;

import java.nio.ByteBuffer;

/**
 * A checksum under way. Fed by one thread at a time; handing it from thread to thread needs a
 * happens-before of the caller's.
 */
public interface Digest {

    /** Takes the bytes from position to limit, and moves the position to the limit. */
    void update(ByteBuffer bytes);

    /** The checksum of all bytes so far. May be called once for algorithms that are not CRCs. */
    Checksum value();

    /** A new checksum of no bytes yet. */
    static Digest of(ChecksumAlgorithm algorithm) {
        return Digests.create(algorithm);
    }

    /**
     * The checksum of {@code first} and {@code second} in a row.
     *
     * @param secondLength how many bytes {@code second} covers
     * @throws IllegalArgumentException when the algorithms differ or cannot be combined, or the
     *     length is negative
     */
    static Checksum combine(Checksum first, Checksum second, long secondLength) {
        ChecksumAlgorithm algorithm = first.algorithm();
        if (algorithm == null || algorithm != second.algorithm()) {
            throw new IllegalArgumentException("cannot combine " + first + " and " + second);
        }
        if (secondLength < 0) {
            throw new IllegalArgumentException("length is negative: " + secondLength);
        }
        Polynomial polynomial = Polynomial.of(algorithm);
        long both = polynomial.combine(first.asLong(), second.asLong(), secondLength);
        return polynomial.width() == 64
                ? Checksum.ofLong(algorithm, both)
                : Checksum.ofInt(algorithm, (int) both);
    }
}
