package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the body of a write: counts it, computes its checksums and keeps it. Used by one thread.
 */
final class BodySink implements AutoCloseable {

    private final Map<ChecksumAlgorithm, Digest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Spool spool;
    private final boolean discard;
    private long length;

    /**
     * @param discard keeps only length and checksums
     */
    BodySink(Collection<ChecksumAlgorithm> wanted, SpoolFolder folder, boolean discard) {
        for (ChecksumAlgorithm algorithm : wanted) {
            digests.put(algorithm, Digest.of(algorithm));
        }
        this.spool = new Spool(folder);
        this.discard = discard;
    }

    void write(ByteBuf some) {
        if (!some.isReadable()) {
            return;
        }
        ByteBuffer[] pieces = some.nioBuffers();
        for (ByteBuffer piece : pieces) {
            for (Digest digest : digests.values()) {
                digest.update(piece.duplicate());
            }
            length += piece.remaining();
            if (!discard) {
                spool.write(piece);
            }
        }
    }

    long length() {
        return length;
    }

    /** What was written, which knows the wanted checksums. */
    Content finish() {
        List<Checksum> checksums = new ArrayList<>();
        digests.values().forEach(digest -> checksums.add(digest.value()));
        LazyChecksums content = discard ? new ForgottenContent(length) : spool.finish();
        checksums.forEach(content::remember);
        return content;
    }

    /** Gives up what was not finished. */
    @Override
    public void close() {
        spool.close();
    }
}
