package io.ossimport.testkit.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is being written, with holes where the bytes are zeros. Used by one thread. */
final class SpoolFile implements AutoCloseable {

    private static final ByteBuffer ZEROS = ByteBuffer.allocate(64 * 1024).asReadOnlyBuffer();

    private final FileChannel channel;
    private long length;

    SpoolFile(Path path) {
        try {
            channel =
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.SPARSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void append(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        try {
            while (rest.hasRemaining()) {
                int count = Math.min(ZEROS.capacity(), rest.remaining());
                ByteBuffer piece = rest.slice(rest.position(), count);
                rest.position(rest.position() + count);
                long at = length;
                length += count;
                if (piece.equals(ZEROS.slice(0, count))) {
                    continue;
                }
                while (piece.hasRemaining()) {
                    at += channel.write(piece, at);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LazyChecksums finish() {
        return new SpooledContent(channel, length);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
