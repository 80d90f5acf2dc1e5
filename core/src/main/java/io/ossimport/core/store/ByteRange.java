package io.ossimport.core.store;

/** A run of bytes within an object: {@code length} bytes from {@code offset} on. Never empty. */
public record ByteRange(long offset, long length) {

    public ByteRange {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is negative: " + offset);
        }
        if (length <= 0) {
            throw new IllegalArgumentException("length is not positive: " + length);
        }
    }

    /** The first byte after this range. */
    public long end() {
        return offset + length;
    }
}
