package io.ossimport.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, as the store sent it. The connector has checked that the answer was whole
 * and well-formed; order and progress from page to page are for the caller to check.
 *
 * @param objects in the store's order; may be empty even when {@code truncated}
 * @param truncated whether there is more
 * @param nextToken the store's own mark of where the next page begins, or null when it gives none
 */
public record ListPage(List<ListedObject> objects, boolean truncated, @Nullable String nextToken) {

    public ListPage {
        objects = List.copyOf(objects);
    }
}
