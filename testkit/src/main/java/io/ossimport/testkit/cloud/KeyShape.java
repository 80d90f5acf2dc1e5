package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;

/** Names the objects of a generated bucket. */
@FunctionalInterface
public interface KeyShape {

    /** The key of object {@code index}; a larger index must give a larger key. */
    Key key(long index);

    /** {@code prefix}, the index with leading zeros, {@code suffix}. */
    static KeyShape numbered(String prefix, int digits, String suffix) {
        Key head = Key.of(prefix);
        Key tail = Key.of(suffix);
        return index -> {
            byte[] bytes = new byte[head.length() + digits + tail.length()];
            System.arraycopy(head.bytes(), 0, bytes, 0, head.length());
            long rest = index;
            for (int at = head.length() + digits - 1; at >= head.length(); at--) {
                bytes[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            System.arraycopy(tail.bytes(), 0, bytes, head.length() + digits, tail.length());
            return Key.ofBytes(bytes);
        };
    }
}
