package io.ossimport.core.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64 in plain Java. Reads {@value #LANES} words of 8 bytes at a time into as many independent
 * CRCs, so that the processor works on them side by side, and folds these into one at the end. The
 * method is zlib's ("braids", by Kadatch and Jenkins; see {@code crc32.c} in zlib 1.2.12 and
 * later).
 */
final class BraidedCrc64 implements Crc64 {
    private static final int LANES = 4;
    private static final int BLOCK_BYTES = 8 * LANES;

    private static final VarHandle WORD =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    // Entry 256 * k + b: what byte b does to the CRC when it is byte k of a word and the CRC is
    // taken where the next word of the same lane begins; near: where the very next word begins.
    private final long[] far;
    private final long[] near;

    BraidedCrc64(long reflectedPolynomial) {
        long[] one = new long[256];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
            }
            one[b] = crc;
        }
        this.near = wordTable(one, 8);
        this.far = wordTable(one, BLOCK_BYTES);
    }

    private static long[] wordTable(long[] one, int bytesToNextWord) {
        long[] table = new long[8 * 256];
        for (int k = 0; k < 8; k++) {
            for (int b = 0; b < 256; b++) {
                long crc = one[b];
                for (int zero = k + 1; zero < bytesToNextWord; zero++) {
                    crc = one[(int) crc & 0xFF] ^ (crc >>> 8);
                }
                table[256 * k + b] = crc;
            }
        }
        return table;
    }

    @Override
    public long update(long crc, ByteBuffer bytes) {
        int at = bytes.position();
        int end = bytes.limit();
        long register = ~crc;
        if (end - at >= 2 * BLOCK_BYTES) {
            long a = register;
            long b = 0;
            long c = 0;
            long d = 0;
            for (; end - at >= 2 * BLOCK_BYTES; at += BLOCK_BYTES) {
                a = word(far, a ^ (long) WORD.get(bytes, at));
                b = word(far, b ^ (long) WORD.get(bytes, at + 8));
                c = word(far, c ^ (long) WORD.get(bytes, at + 16));
                d = word(far, d ^ (long) WORD.get(bytes, at + 24));
            }
            register = word(near, a ^ (long) WORD.get(bytes, at));
            register = word(near, register ^ b ^ (long) WORD.get(bytes, at + 8));
            register = word(near, register ^ c ^ (long) WORD.get(bytes, at + 16));
            register = word(near, register ^ d ^ (long) WORD.get(bytes, at + 24));
            at += BLOCK_BYTES;
        }
        for (; end - at >= 8; at += 8) {
            register = word(near, register ^ (long) WORD.get(bytes, at));
        }
        for (; at < end; at++) {
            // Byte 7 of a word is next to the word that follows, so its entries are the plain
            // table.
            register = near[7 * 256 + (((int) register ^ bytes.get(at)) & 0xFF)] ^ (register >>> 8);
        }
        bytes.position(end);
        return ~register;
    }

    private static long word(long[] table, long word) {
        int low = (int) word;
        int high = (int) (word >>> 32);
        return table[low & 0xFF]
                ^ table[256 + ((low >>> 8) & 0xFF)]
                ^ table[2 * 256 + ((low >>> 16) & 0xFF)]
                ^ table[3 * 256 + (low >>> 24)]
                ^ table[4 * 256 + (high & 0xFF)]
                ^ table[5 * 256 + ((high >>> 8) & 0xFF)]
                ^ table[6 * 256 + ((high >>> 16) & 0xFF)]
                ^ table[7 * 256 + (high >>> 24)];
    }
}
