package io.ossimport.core.checksum;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CRC-64/XZ by {@code lzma_crc64} of liblzma, which nearly every Linux has; it uses carry-less
 * multiplication since version 5.4. Only direct memory goes there; other buffers stay in Java.
 */
final class LzmaCrc64 implements Crc64 {
    private static final Logger LOG = LoggerFactory.getLogger(LzmaCrc64.class);

    private final Crc64 inJava;

    private LzmaCrc64(Crc64 inJava) {
        this.inJava = inJava;
    }

    /** The library's, or {@code inJava} where there is none or it computes something else. */
    static Crc64 loadOr(Crc64 inJava) {
        try {
            if (Native.POINTER_SIZE != 8 || Native.SIZE_T_SIZE != 8) {
                LOG.info("CRC-64 in Java: liblzma is called only where addresses have 64 bits");
                return inJava;
            }
            Native.register(Library.class, NativeLibrary.getInstance("lzma"));
            LzmaCrc64 native64 = new LzmaCrc64(inJava);
            native64.testItself();
            LOG.debug("CRC-64 by liblzma");
            return native64;
        } catch (LinkageError | IllegalStateException e) {
            LOG.info("CRC-64 in Java, since liblzma cannot be used: {}", e.toString());
            return inJava;
        }
    }

    @Override
    public long update(long crc, ByteBuffer bytes) {
        if (!bytes.isDirect()) {
            return inJava.update(crc, bytes);
        }
        int length = bytes.remaining();
        if (length == 0) {
            return crc;
        }
        // The native side sees where a direct buffer's memory begins, not its position.
        ByteBuffer fromPosition = bytes.position() == 0 ? bytes : bytes.slice();
        long result = Library.lzma_crc64(fromPosition, length, crc);
        bytes.position(bytes.limit());
        return result;
    }

    // The check value is that of the CRC catalogue, at position 0 and at another.
    private void testItself() {
        ByteBuffer text = ByteBuffer.allocateDirect(10);
        text.put((byte) 'x').put("123456789".getBytes(StandardCharsets.US_ASCII));
        long atOne = update(0, text.position(1));
        long atZero = update(update(0, text.position(1).slice().limit(4)), text.position(5));
        if (atOne != 0x995DC9BBDF1939FAL || atZero != 0x995DC9BBDF1939FAL) {
            throw new IllegalStateException(
                    "its CRC of \"123456789\" is " + Long.toHexString(atOne));
        }
    }

    /** liblzma's {@code uint64_t lzma_crc64(const uint8_t *buf, size_t size, uint64_t crc)}. */
    private static final class Library {
        @SuppressWarnings("MethodName") // the library's own name is what binds it
        static native long lzma_crc64(ByteBuffer bytes, long length, long crc);
    }
}
