package io.ossimport.transfer.verify;

import io.ossimport.core.store.Key;
import java.util.zip.CRC32C;

/**
 * Which keys are read at both ends: a share of all, chosen by a hash of key and seed, so that the
 * same seed chooses the same keys again.
 *
 * @param share 0 for none, 1 for all
 */
public record Sample(double share, long seed) {

    public static final Sample NONE = new Sample(0, 0);
    public static final Sample ALL = new Sample(1, 0);

    public Sample {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share: " + share);
        }
    }

    /** Whether this key, of the source, is one of them. */
    public boolean contains(Key key) {
        if (share <= 0 || share >= 1) {
            return share >= 1;
        }
        CRC32C crc = new CRC32C();
        crc.update(key.bytes());
        // 53 bits, as many as a double has
        return (mixed(mixed(seed) ^ crc.getValue()) >>> 11) * 0x1.0p-53 < share;
    }

    // The finalizer of SplitMix64: every bit of the result depends on every bit of the value.
    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
