package io.ossimport.testkit.cloud;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that came and were not kept; only their number and checksums are known. */
final class ForgottenContent extends LazyChecksums {

    private static final AtomicLong COUNT = new AtomicLong();

    private final long length;
    private final String mark = HexFormat.of().toHexDigits(COUNT.incrementAndGet()).repeat(2);

    ForgottenContent(long length) {
        this.length = length;
    }

    /** 32 hexadecimal digits that tell it from all others, for an ETag that is no MD5. */
    String mark() {
        return mark;
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
