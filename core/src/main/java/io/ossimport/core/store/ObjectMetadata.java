package io.ossimport.core.store;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a store keeps beside an object's bytes and gives back with them.
 *
 * @param headers the standard headers among {@link #STANDARD}, names in lower case, values verbatim
 * @param user user metadata, names in lower case without the vendor's prefix ({@code x-amz-meta-},
 *     {@code x-oss-meta-}), values verbatim as they stood on the wire
 * @param missing how many entries the store holds but could not send ({@code x-amz-missing-meta})
 */
public record ObjectMetadata(Map<String, String> headers, Map<String, String> user, int missing) {

    /** The headers that stores keep for an object and that a copy carries over. */
    public static final Set<String> STANDARD =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "expires");

    /** Nothing at all. */
    public static final ObjectMetadata NONE = new ObjectMetadata(Map.of(), Map.of(), 0);

    public ObjectMetadata {
        headers = Map.copyOf(headers);
        user = Map.copyOf(user);
        for (String name : headers.keySet()) {
            if (!STANDARD.contains(name)) {
                throw new IllegalArgumentException("not a standard object header: " + name);
            }
        }
    }

    /** The content type, or {@code application/octet-stream} where the store gave none. */
    public String contentType() {
        return Objects.requireNonNullElse(headers.get("content-type"), "application/octet-stream");
    }

    /** The user metadata, sorted by name. */
    public Map<String, String> sortedUser() {
        return new TreeMap<>(user);
    }
}
