package io.ossimport.core.store;

import org.jspecify.annotations.Nullable;

/**
 * Asks for one page of a listing.
 *
 * @param prefix only keys that begin with it; {@link Key#EMPTY} for all
 * @param after only keys beyond this one; {@link Key#EMPTY} from the beginning
 * @param token where the page before ended, as {@link ListPage#nextToken} gave it, or null for a
 *     first page. With a token, {@code after} must be the last key of the page before
 * @param limit the most objects wanted, 1 to 1000; a page may have fewer
 */
public record ListRequest(Key prefix, Key after, @Nullable String token, int limit) {

    /** The most objects that one page can have, for every store. */
    public static final int MAX_LIMIT = 1000;

    public ListRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is not within 1 to 1000: " + limit);
        }
    }
}
