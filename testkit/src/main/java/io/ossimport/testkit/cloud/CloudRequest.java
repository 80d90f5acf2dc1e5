package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.ossimport.core.store.Key;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of a request, taken apart but not cleaned: a key's bytes are exactly what the path's
 * escapes say, dots and doubled slashes included.
 *
 * @param target path and query as they came
 * @param pathStyle whether the bucket came in the path and not in the host name
 * @param bucket empty when there is none
 * @param key {@link Key#EMPTY} when there is none
 */
record CloudRequest(
        String method,
        String target,
        HttpHeaders headers,
        Query query,
        boolean pathStyle,
        String bucket,
        Key key) {

    static CloudRequest of(HttpRequest request) throws CloudError {
        String target = request.uri();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!path.startsWith("/")) {
            throw new CloudError(400, "InvalidURI", "Couldn't parse the specified URI.");
        }
        Query query = Query.parse(question < 0 ? "" : target.substring(question + 1));
        String host = request.headers().get(HttpHeaderNames.HOST, "");
        String bucketOfHost = bucketOfHost(host);
        String bucket = bucketOfHost;
        String rest = path.substring(1);
        if (bucketOfHost.isEmpty()) {
            int slash = rest.indexOf('/');
            bucket = UriText.text(UriText.decodePath(slash < 0 ? rest : rest.substring(0, slash)));
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return new CloudRequest(
                request.method().name(),
                target,
                request.headers(),
                query,
                bucketOfHost.isEmpty(),
                bucket,
                Key.ofBytes(UriText.decodePath(rest)));
    }

    // photos.s3.localhost, photos.localhost and photos.127.0.0.1 name a bucket; localhost and
    // 127.0.0.1 do not.
    private static String bucketOfHost(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        if (name.isEmpty() || name.equalsIgnoreCase("localhost") || isAddress(name)) {
            return "";
        }
        name = name.toLowerCase(Locale.ROOT);
        for (String suffix : new String[] {".localhost", ".127.0.0.1"}) {
            if (name.endsWith(suffix)) {
                String before = name.substring(0, name.length() - suffix.length());
                return before.replaceFirst("(^|\\.)(s3|oss)$", "");
            }
        }
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    private static boolean isAddress(String name) {
        if (name.charAt(0) == '[') {
            return true;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** A header's value, or empty. */
    String header(String name) {
        return headers.get(name, "");
    }

    boolean hasHeader(String name) {
        return headers.contains(name);
    }

    /** All headers, names in lower case; of several with one name joined by commas. */
    Map<String, String> headerMap() {
        Map<String, String> map = new TreeMap<>();
        var entries = headers.iteratorAsString();
        while (entries.hasNext()) {
            var entry = entries.next();
            map.merge(
                    entry.getKey().toLowerCase(Locale.ROOT),
                    entry.getValue(),
                    (a, b) -> a + "," + b);
        }
        return map;
    }

    /** The Content-Length, or -1. */
    long contentLength() {
        try {
            return Long.parseLong(header("content-length"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
