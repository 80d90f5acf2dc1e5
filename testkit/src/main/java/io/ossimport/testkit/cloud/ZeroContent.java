package io.ossimport.testkit.cloud;

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

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        while (into.hasRemaining()) {
            into.put(ZEROS, 0, Math.min(ZEROS.length, into.remaining()));
        }
    }
}
