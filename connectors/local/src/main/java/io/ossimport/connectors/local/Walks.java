package io.ossimport.connectors.local;

import io.ossimport.core.store.Key;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Listings that are under way, so that a page goes on where the one before ended without reading
 * the folders again. Keeps a few, and none when memory is short; one that was dropped is begun anew
 * from its last key. Safe for many threads.
 */
final class Walks {
    private static final int KEPT = 32;

    /** A listing between two pages. */
    record Paused(TreeWalk walk, Key last) {}

    private final Map<String, SoftReference<Paused>> paused =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, SoftReference<Paused>> eldest) {
                    return size() > KEPT;
                }
            };
    private long count;

    /** Keeps a listing and gives the token to go on with. */
    synchronized String keep(TreeWalk walk, Key last) {
        String token = Long.toString(++count);
        paused.put(token, new SoftReference<>(new Paused(walk, last)));
        return token;
    }

    /** Takes the listing of this token if it is kept and stands behind {@code last}. */
    synchronized @Nullable TreeWalk take(@Nullable String token, Key last) {
        SoftReference<Paused> reference = token == null ? null : paused.remove(token);
        Paused kept = reference == null ? null : reference.get();
        return kept != null && kept.last().equals(last) ? kept.walk() : null;
    }
}
