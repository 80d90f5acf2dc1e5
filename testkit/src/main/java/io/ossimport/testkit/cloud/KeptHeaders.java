package io.ossimport.testkit.cloud;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers of a write that a service keeps and sends back. */
final class KeptHeaders {

    /** Kept by both services, as they are. */
    static final Set<String> STANDARD =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-type",
                    "expires");

    private KeptHeaders() {}

    /**
     * Standard headers, the storage class and user metadata.
     *
     * @param prefix {@code x-amz-} or {@code x-oss-}
     */
    static Map<String, String> of(CloudRequest request, String prefix) {
        Map<String, String> kept = new TreeMap<>();
        var entries = request.headers().iteratorAsString();
        while (entries.hasNext()) {
            var entry = entries.next();
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (STANDARD.contains(name)
                    || name.startsWith(prefix + "meta-")
                    || name.equals(prefix + "storage-class")) {
                kept.merge(name, entry.getValue(), (a, b) -> a + "," + b);
            }
        }
        return kept.isEmpty() ? Map.of() : Collections.unmodifiableMap(kept);
    }

    /** How many bytes the names and values of user metadata have together. */
    static int metadataBytes(Map<String, String> kept, String prefix) {
        int bytes = 0;
        String metaPrefix = prefix + "meta-";
        for (Map.Entry<String, String> entry : kept.entrySet()) {
            if (entry.getKey().startsWith(metaPrefix)) {
                // Netty reads headers as Latin-1, so a character is a byte.
                bytes += entry.getKey().length() - metaPrefix.length() + entry.getValue().length();
            }
        }
        return bytes;
    }
}
