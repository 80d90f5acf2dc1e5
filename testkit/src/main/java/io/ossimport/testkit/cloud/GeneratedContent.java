package io.ossimport.testkit.cloud;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A run of an endless stream of blocks of 1 KiB. A block is the magic number, the seed and its own
 * number, 8 bytes each and big-endian, and then noise that depends on both.
 */
final class GeneratedContent extends LazyChecksums {

    static final int BLOCK_BYTES = 1024;
    static final int STAMP_BYTES = 24;

    /** Says that a block is one of ours. */
    static final long MAGIC = 0x6F73_7369_6D70_7431L;

    private static final int NOISE_BYTES = 64 * 1024;
    private static final byte[] NOISE = noise();

    private final long seed;
    private final long start;
    private final long length;

    /**
     * @param start where in the stream the run begins, in bytes
     */
    GeneratedContent(long seed, long start, long length) {
        this.seed = seed;
        this.start = start;
        this.length = length;
    }

    long seed() {
        return seed;
    }

    long start() {
        return start;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        long at = start + offset;
        while (into.hasRemaining()) {
            long block = at / BLOCK_BYTES;
            int within = (int) (at % BLOCK_BYTES);
            int count = Math.min(BLOCK_BYTES - within, into.remaining());
            readBlock(block, within, count, into);
            at += count;
        }
    }

    private void readBlock(long block, int within, int count, ByteBuffer into) {
        int noiseAt = noiseOffset(seed, block);
        int from = within;
        int end = within + count;
        if (from == 0 && end >= STAMP_BYTES) {
            into.putLong(MAGIC).putLong(seed).putLong(block);
            from = STAMP_BYTES;
        }
        for (; from < Math.min(end, STAMP_BYTES); from++) {
            long word = from < 8 ? MAGIC : from < 16 ? seed : block;
            into.put((byte) (word >>> (56 - 8 * (from % 8))));
        }
        into.put(NOISE, noiseAt + from, end - from);
    }

    private static int noiseOffset(long seed, long block) {
        long mixed = (seed ^ (block * 0x9E37_79B9_7F4A_7C15L)) * 0xBF58_476D_1CE4_E5B9L;
        return (int) ((mixed >>> 33) % (NOISE_BYTES - BLOCK_BYTES));
    }

    private static byte[] noise() {
        byte[] noise = new byte[NOISE_BYTES];
        new Random(20261122).nextBytes(noise);
        return noise;
    }
}
