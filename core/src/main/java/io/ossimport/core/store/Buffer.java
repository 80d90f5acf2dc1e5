package io.ossimport.core.store;

import java.nio.ByteBuffer;

/**
 * A few kilobytes of an object on their way. Has one owner at a time: whoever receives a buffer
 * must either hand it on or {@link #release} it, once, and must not touch it afterwards.
 */
public interface Buffer {

    /**
     * The bytes, from position to limit; direct memory where the store can give it. The view is
     * valid until {@link #release}; its position and limit may be moved, its bytes must not be
     * changed.
     */
    ByteBuffer bytes();

    /** How many bytes this buffer holds. */
    int length();

    /** Gives the memory back. From any thread. */
    void release();

    /** A buffer over memory that the garbage collector owns: releasing it does nothing. */
    static Buffer wrap(ByteBuffer bytes) {
        return new HeapBuffer(bytes.slice());
    }
}
