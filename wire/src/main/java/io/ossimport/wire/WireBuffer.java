package io.ossimport.wire;

import io.netty.buffer.ByteBuf;
import io.ossimport.core.store.Buffer;
import java.nio.ByteBuffer;

/** Bytes as they came from a connection; the sending side hands them on without a copy. */
final class WireBuffer implements Buffer {

    private final ByteBuf content;

    /** Takes over the caller's reference. */
    WireBuffer(ByteBuf content) {
        this.content = content;
    }

    @Override
    public ByteBuffer bytes() {
        return content.nioBuffer();
    }

    @Override
    public int length() {
        return content.readableBytes();
    }

    @Override
    public void release() {
        content.release();
    }

    /** The bytes themselves, with the reference that {@link #release} would have given back. */
    ByteBuf take() {
        return content;
    }
}
