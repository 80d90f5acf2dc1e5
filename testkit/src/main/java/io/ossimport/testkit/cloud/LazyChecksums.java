package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The checksums of one content, each computed when first asked for. Safe for many threads: two that
 * ask at once may both compute, with the same result. Small, since a bucket can hold a million.
 */
abstract class LazyChecksums implements Content {

    private static final int STEP_BYTES = 256 * 1024;

    private volatile Checksum @Nullable [] known;

    @Override
    public Checksum checksum(ChecksumAlgorithm algorithm) {
        Checksum[] all = known;
        if (all != null) {
            for (Checksum checksum : all) {
                if (checksum.algorithm() == algorithm) {
                    return checksum;
                }
            }
        }
        Checksum computed = compute(algorithm);
        remember(computed);
        return computed;
    }

    /** Keeps a checksum that was computed elsewhere, as the bytes came in. */
    final synchronized void remember(Checksum checksum) {
        Checksum[] before = known;
        int count = before == null ? 0 : before.length;
        Checksum[] after = new Checksum[count + 1];
        if (before != null) {
            System.arraycopy(before, 0, after, 0, count);
        }
        after[count] = checksum;
        known = after;
    }

    /** Computes a checksum from the bytes. */
    Checksum compute(ChecksumAlgorithm algorithm) {
        Digest digest = Digest.of(algorithm);
        ByteBuffer step = ByteBuffer.allocateDirect((int) Math.min(STEP_BYTES, length()));
        for (long at = 0; at < length(); at += step.limit()) {
            step.clear().limit((int) Math.min(step.capacity(), length() - at));
            read(at, step);
            digest.update(step.flip());
        }
        return digest.value();
    }

    final void checkRange(long offset, ByteBuffer into) {
        if (offset < 0 || offset + into.remaining() > length()) {
            throw new IndexOutOfBoundsException(
                    offset + " + " + into.remaining() + " of " + length());
        }
    }
}
