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
 */
record ListRow(Key key, @Nullable ListedObject object) {

    static ListRow of(ListedObject object) {
        return new ListRow(object.key(), object);
    }

    static ListRow named(Key key) {
        return new ListRow(key, null);
    }

    /** One row for two of the same key: what they do not agree on is not known. */
    ListRow with(ListRow other) {
        return equals(other) ? this : named(key);
    }
}
