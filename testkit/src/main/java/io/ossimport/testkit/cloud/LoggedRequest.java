package io.ossimport.testkit.cloud;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that a stand-in answered, or refused to.
 *
 * @param operation the service's own name for it, such as {@code GetObject}
 * @param bucket empty when the request named none
 * @param key as text, or null when the request named none
 * @param target path and query as they came, still encoded
 * @param status the HTTP status of the answer, or 0 when the connection was dropped
 * @param bodyBytesIn length of the request's body as it came
 * @param bodyBytesOut length of the answer's body as it was sent
 * @param headers of the request, names in lower case; of several with one name the last
 */
public record LoggedRequest(
        String operation,
        String bucket,
        @Nullable String key,
        String method,
        String target,
        int status,
        long bodyBytesIn,
        long bodyBytesOut,
        Map<String, String> headers) {

    /** A header's value, or empty. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
