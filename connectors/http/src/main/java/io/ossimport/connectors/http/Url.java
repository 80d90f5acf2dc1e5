package io.ossimport.connectors.http;

import io.ossimport.core.store.Key;
import io.ossimport.wire.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that is a URL, in the parts that a request needs.
 *
 * @param target path and query, beginning with a slash; bytes beyond ASCII are percent-encoded, all
 *     else is as it was written
 */
record Url(Endpoint endpoint, String target) {

    /** The URL, or null when the key is none of {@code http} or {@code https}. */
    static @Nullable Url parse(Key key) {
        String text = encoded(key);
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return null;
        }
        int end = scheme + 3;
        while (end < text.length() && "/?".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String rest = text.substring(end);
        try {
            Endpoint endpoint = Endpoint.parse(text.substring(0, end));
            return new Url(endpoint, rest.startsWith("/") ? rest : "/" + rest);
        } catch (IllegalArgumentException e) {
            return null; // its message has the URL in it
        }
    }

    private static String encoded(Key key) {
        StringBuilder text = new StringBuilder(key.length());
        for (byte b : key.bytes()) {
            if (b > ' ' && b < 0x7F) {
                text.append((char) b);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    /** Without the query, which can hold a signature: for messages. */
    static String shown(Key key) {
        String text = new String(key.bytes(), StandardCharsets.UTF_8);
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }
}
