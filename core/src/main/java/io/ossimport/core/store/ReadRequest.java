package io.ossimport.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an object's bytes.
 *
 * @param version the object as it was listed; where the store {@link Capabilities#pinsVersion}, any
 *     other version is refused with {@link StoreException.Kind#CHANGED}
 * @param range a part of it, or null for the whole
 */
public record ReadRequest(ListedObject version, @Nullable ByteRange range) {

    /** How many bytes the body must have. */
    public long length() {
        return range == null ? version.size() : range.length();
    }
}
