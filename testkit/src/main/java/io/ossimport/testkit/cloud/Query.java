package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a request, decoded, in the order in which it came. */
final class Query {

    /**
     * One parameter.
     *
     * @param value its bytes; none when there was no equals sign
     */
    record Parameter(String name, Key value) {

        String text() {
            return value.toString();
        }
    }

    static final Query NONE = new Query(List.of());

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static Query parse(String raw) throws CloudError {
        if (raw.isEmpty()) {
            return NONE;
        }
        List<Parameter> parameters = new ArrayList<>();
        int at = 0;
        while (at <= raw.length()) {
            int end = raw.indexOf('&', at);
            end = end < 0 ? raw.length() : end;
            if (end > at) {
                String pair = raw.substring(at, end);
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                byte[] value =
                        equals < 0 ? new byte[0] : UriText.decodeQuery(pair.substring(equals + 1));
                parameters.add(
                        new Parameter(UriText.text(UriText.decodeQuery(name)), Key.ofBytes(value)));
            }
            at = end + 1;
        }
        return new Query(parameters);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** The value as text, or empty. */
    String get(String name) {
        Parameter parameter = find(name);
        return parameter == null ? "" : parameter.text();
    }

    /** The value's bytes, or none. */
    Key bytes(String name) {
        Parameter parameter = find(name);
        return parameter == null ? Key.EMPTY : parameter.value();
    }

    /** The value as a number. */
    long number(String name, long otherwise) throws CloudError {
        String text = get(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CloudError(400, "InvalidArgument", "Provided " + name + " not an integer")
                    .with("ArgumentName", name)
                    .with("ArgumentValue", text);
        }
    }

    private @Nullable Parameter find(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }
}
