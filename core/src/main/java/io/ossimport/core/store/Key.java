package io.ossimport.core.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of an object: a run of bytes, normally UTF-8. Keys compare byte by byte, unsigned, which
 * is the order in which S3 and OSS list. {@link String#compareTo} is UTF-16 order and differs above
 * U+FFFF, so keys are never compared as strings. Immutable.
 */
public final class Key implements Comparable<Key> {

    /** The key of no bytes: before every other key. No object has it. */
    public static final Key EMPTY = new Key(new byte[0]);

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key with these characters, in UTF-8. */
    public static Key of(String text) {
        return text.isEmpty() ? EMPTY : new Key(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key with these bytes, which are copied. */
    public static Key ofBytes(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Key(bytes.clone());
    }

    /**
     * The key with the bytes {@code from} (inclusive) to {@code to} (exclusive), which are copied.
     */
    public static Key ofBytes(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Key(Arrays.copyOfRange(bytes, from, to));
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int byteAt(int index) {
        return bytes[index] & 0xFF;
    }

    public boolean startsWith(Key prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(
                        bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    /** Whether the bytes are UTF-8. */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The bytes in hexadecimal digits: all that can be said of a key that is not UTF-8. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** This key with {@code suffix} behind it. */
    public Key append(Key suffix) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + suffix.bytes.length);
        System.arraycopy(suffix.bytes, 0, joined, bytes.length, suffix.bytes.length);
        return joined.length == 0 ? EMPTY : new Key(joined);
    }

    /** What is left of this key without its first {@code count} bytes. */
    public Key dropFirst(int count) {
        return ofBytes(bytes, count, bytes.length);
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * The key as text. Bytes that are not UTF-8 become U+FFFD, so two keys can look alike: for
     * people, never for a request.
     */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
