package io.ossimport.testkit.cloud;

import java.nio.ByteBuffer;

/** Bytes that came and were not kept; only their number and checksums are known. */
final class ForgottenContent extends LazyChecksums {

    private final long length;

    ForgottenContent(long length) {
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        throw new IllegalStateException("the content was not kept");
    }
}
