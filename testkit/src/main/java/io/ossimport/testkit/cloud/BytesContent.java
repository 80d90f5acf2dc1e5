package io.ossimport.testkit.cloud;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class BytesContent extends LazyChecksums {

    private final byte[] bytes;

    BytesContent(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        into.put(bytes, (int) offset, into.remaining());
    }
}
