package io.ossimport.core.store;

import java.nio.ByteBuffer;

/** A buffer over memory that the garbage collector owns. */
record HeapBuffer(ByteBuffer slice) implements Buffer {

    @Override
    public ByteBuffer bytes() {
        return slice.duplicate();
    }

    @Override
    public int length() {
        return slice.remaining();
    }

    @Override
    public void release() {}
}
