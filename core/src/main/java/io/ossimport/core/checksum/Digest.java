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
     * @throws IllegalArgumentException when the algorithms differ or cannot be combined
     */
    static Checksum combine(Checksum first, Checksum second, long secondLength) {
        return Digests.combine(first, second, secondLength);
    }
}
