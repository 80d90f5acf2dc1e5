package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * A span of source keys: those beyond {@code after}, up to and with {@code upTo}.
 *
 * @param after exclusive; {@link Key#EMPTY} from the beginning
 * @param upTo inclusive; null to the end
 */
public record KeyRange(Key after, @Nullable Key upTo) {

    /** Every key there is. */
    public static final KeyRange ALL = new KeyRange(Key.EMPTY, null);

    public boolean contains(Key key) {
        return key.compareTo(after) > 0 && !endsBefore(key);
    }

    /** Whether {@code key} lies beyond the end of this range. */
    public boolean endsBefore(Key key) {
        return upTo != null && key.compareTo(upTo) > 0;
    }

    /** Whether no key can lie in this range. */
    public boolean isEmpty() {
        return upTo != null && upTo.compareTo(after) <= 0;
    }
}
