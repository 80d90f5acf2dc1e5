package io.ossimport.testkit.cloud;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a body as cheaply as its bytes allow: a body of zeros or of {@link Content#generated}
 * blocks is recognised as it comes and not kept at all; another one stays in memory up to 1 MiB and
 * then goes to a file with holes where it has zeros. Used by one thread.
 */
final class Spool implements AutoCloseable {

    private static final int MEMORY_BYTES = 1024 * 1024;
    private static final int STEP_BYTES = 32 * 1024;

    private final SpoolFolder folder;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(64);
    private @Nullable Content guess;
    private @Nullable SpoolFile file;
    private boolean guessed;
    private long length;

    Spool(SpoolFolder folder) {
        this.folder = folder;
    }

    void write(ByteBuffer bytes) {
        if (!guessed && length == 0 && bytes.remaining() >= GeneratedContent.STAMP_BYTES) {
            guess = guessFrom(bytes);
        }
        guessed = true;
        Content expected = guess;
        if (expected != null) {
            if (isNext(expected, bytes.duplicate())) {
                length += bytes.remaining();
                return;
            }
            guess = null;
            keepGuessed(expected);
        }
        length += bytes.remaining();
        keep(bytes);
    }

    private static @Nullable Content guessFrom(ByteBuffer bytes) {
        int at = bytes.position();
        long first = bytes.getLong(at);
        if (first == GeneratedContent.MAGIC) {
            long start = bytes.getLong(at + 16) * GeneratedContent.BLOCK_BYTES;
            return new GeneratedContent(bytes.getLong(at + 8), start, Long.MAX_VALUE - start);
        }
        return first == 0 ? new ZeroContent(Long.MAX_VALUE) : null;
    }

    private boolean isNext(Content expected, ByteBuffer bytes) {
        ByteBuffer step = ByteBuffer.allocate(Math.min(STEP_BYTES, bytes.remaining()));
        long at = length;
        while (bytes.hasRemaining()) {
            step.clear().limit(Math.min(step.capacity(), bytes.remaining()));
            expected.read(at, step);
            ByteBuffer piece = bytes.slice(bytes.position(), step.flip().remaining());
            if (!piece.equals(step)) {
                return false;
            }
            at += piece.remaining();
            bytes.position(bytes.position() + piece.remaining());
        }
        return true;
    }

    // The guess was right up to here, so it knows what came before.
    private void keepGuessed(Content expected) {
        ByteBuffer step = ByteBuffer.allocate(STEP_BYTES);
        for (long at = 0; at < length; at += step.limit()) {
            step.clear().limit((int) Math.min(STEP_BYTES, length - at));
            expected.read(at, step);
            keep(step.flip());
        }
    }

    private void keep(ByteBuffer bytes) {
        SpoolFile to = file;
        if (to == null && memory.size() + bytes.remaining() > MEMORY_BYTES) {
            to = new SpoolFile(folder.newFile());
            to.append(ByteBuffer.wrap(memory.toByteArray()));
            memory.reset();
            file = to;
        }
        if (to != null) {
            to.append(bytes);
        } else {
            byte[] some = new byte[bytes.remaining()];
            bytes.duplicate().get(some);
            memory.writeBytes(some);
        }
    }

    /** All that was written. */
    LazyChecksums finish() {
        Content expected = guess;
        SpoolFile from = file;
        file = null;
        if (expected instanceof GeneratedContent generated) {
            return new GeneratedContent(generated.seed(), generated.start(), length);
        }
        if (expected != null) {
            return new ZeroContent(length);
        }
        return from != null ? from.finish() : new BytesContent(memory.toByteArray());
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
