package io.ossimport.transfer.input;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * One object that a list names.
 *
 * @param key at the source, whole
 * @param object all that a listing of the source would say of it, as the list says it; null when
 *     the list says less, so that the source has to be asked
 * @param url where the list has the URL that leads to it; null in a list of keys
 */
record ListRow(Key key, @Nullable ListedObject object, @Nullable UrlPlace url) {

    /**
     * Where a URL stands. It is not kept itself, since it can hold a signature.
     *
     * @param line in the list, from 1
     * @param offset where the line begins, in bytes
     * @param digest of the URL, to know it again
     */
    record UrlPlace(long line, long offset, long digest) {}

    static ListRow of(ListedObject object) {
        return new ListRow(object.key(), object, null);
    }

    static ListRow named(Key key) {
        return new ListRow(key, null, null);
    }

    /** Whether it may be something that can be copied. */
    boolean isReadable() {
        return object == null || object.kind() == ListedObject.Kind.OBJECT;
    }

    /** Where it stands in a list of URLs; 0 in one of keys. */
    long line() {
        return url == null ? 0 : url.line();
    }

    /** Whether this is another object than one of the same key. */
    boolean collidesWith(ListRow other) {
        return url != null && other.url != null && url.digest() != other.url.digest();
    }

    /**
     * One row for two of the same key, of which this one stands first: what they do not agree on is
     * not known.
     */
    ListRow with(ListRow other) {
        return url != null || equals(other) ? this : named(key);
    }
}
