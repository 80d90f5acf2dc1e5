package io.ossimport.connectors.local;

import io.ossimport.core.store.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Direct memory for reading files, used again and again. Keeps a bounded number of idle buffers;
 * those beyond are left to the garbage collector. Safe for many threads.
 */
final class BufferPool {

    static final int SMALL_BYTES = 32 * 1024;
    static final int LARGE_BYTES = 256 * 1024;
    private static final int KEPT = 64;

    private final ArrayBlockingQueue<ByteBuffer> small = new ArrayBlockingQueue<>(KEPT);
    private final ArrayBlockingQueue<ByteBuffer> large = new ArrayBlockingQueue<>(KEPT);

    /** An empty buffer for up to {@code bytes} bytes; it may have room for fewer or more. */
    ByteBuffer take(long bytes) {
        ByteBuffer idle = (bytes <= SMALL_BYTES ? small : large).poll();
        return idle != null
                ? idle.clear()
                : ByteBuffer.allocateDirect(bytes <= SMALL_BYTES ? SMALL_BYTES : LARGE_BYTES);
    }

    /** Gives back what {@link #take} gave. */
    void give(ByteBuffer memory) {
        // A full queue means enough are kept already.
        boolean unused = (memory.capacity() == SMALL_BYTES ? small : large).offer(memory);
    }

    /** What lies between position and limit, which goes back to the pool when it is released. */
    Buffer lend(ByteBuffer memory) {
        return new Lent(memory);
    }

    private final class Lent implements Buffer {
        private final ByteBuffer memory;
        private final AtomicBoolean released = new AtomicBoolean();

        Lent(ByteBuffer memory) {
            this.memory = memory;
        }

        @Override
        public ByteBuffer bytes() {
            return memory.duplicate();
        }

        @Override
        public int length() {
            return memory.remaining();
        }

        @Override
        public void release() {
            if (released.getAndSet(true)) {
                // A second owner may be writing into it by now.
                throw new IllegalStateException("released twice");
            }
            give(memory);
        }
    }
}
