package io.ossimport.testkit.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes in a file; what lies beyond the file's end, up to the length, are zeros. */
final class SpooledContent extends LazyChecksums {

    private final FileChannel channel;
    private final long length;

    SpooledContent(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void read(long offset, ByteBuffer into) {
        checkRange(offset, into);
        try {
            long at = offset;
            while (into.hasRemaining()) {
                int count = channel.read(into, at);
                if (count < 0) {
                    into.put(new byte[into.remaining()]);
                }
                at += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
