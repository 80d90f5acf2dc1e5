package io.ossimport.wire.store;

import io.ossimport.core.store.Key;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of a call, sorted by name and percent-encoded. Not safe for several threads. */
public final class Query {

    private final SortedMap<String, String> encoded = new TreeMap<>();

    /** Adds a parameter without a value. */
    public Query with(String name) {
        return with(name, "");
    }

    public Query with(String name, String value) {
        encoded.put(UriCodec.query(name), UriCodec.query(value));
        return this;
    }

    public Query with(String name, Key value) {
        encoded.put(UriCodec.query(name), UriCodec.query(value));
        return this;
    }

    /** Names and values, encoded, sorted by name. */
    public Map<String, String> encoded() {
        return encoded;
    }

    /**
     * {@code a=1&b&c=x%20y}.
     *
     * @param bareWhenEmpty whether a parameter without a value is written without {@code =}
     */
    public String text(boolean bareWhenEmpty) {
        StringBuilder text = new StringBuilder(96);
        for (Map.Entry<String, String> parameter : encoded.entrySet()) {
            if (text.length() > 0) {
                text.append('&');
            }
            text.append(parameter.getKey());
            if (!bareWhenEmpty || !parameter.getValue().isEmpty()) {
                text.append('=').append(parameter.getValue());
            }
        }
        return text.toString();
    }
}
