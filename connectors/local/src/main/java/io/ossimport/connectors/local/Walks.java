package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Listings that are under way, so that a page goes on where the one before ended without reading
 * the folders again. Keeps a few; one that was dropped is begun anew from its last key. Safe for
 * many threads.
 */
final class Walks {
    private static final int KEPT = 32;

    /** A listing between two pages. */
    record Paused(TreeWalk walk, Key last) {}

    private final Map<String, Paused> paused =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Paused> eldest) {
                    return size() > KEPT;
                }
            };
    private long count;

    /** Keeps a listing and gives the token to go on with. */
    synchronized String keep(TreeWalk walk, Key last) {
        String token = Long.toString(++count);
        paused.put(token, new Paused(walk, last));
        return token;
    }

    /** Takes the listing of this token if it is kept and stands behind {@code last}. */
    synchronized @Nullable TreeWalk take(@Nullable String token, Key last) {
        Paused kept = token == null ? null : paused.remove(token);
        return kept != null && kept.last().equals(last) ? kept.walk() : null;
    }
}
