package io.ossimport.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Scheme, host and port of a server.
 *
 * @param tls whether the connection is encrypted
 * @param host a name or an address, in lower case; IPv6 addresses without brackets
 * @param port 1 to 65535
 */
public record Endpoint(boolean tls, String host, int port) {

    public Endpoint {
        if (host.isEmpty() || !host.chars().allMatch(Endpoint::isHostCharacter)) {
            throw new IllegalArgumentException("\"" + host + "\" is not a host name or address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
        }
        host = host.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code https://host}, {@code http://host:port}; a last slash does no harm.
     *
     * @throws IllegalArgumentException with a sentence, when there is anything else in it
     */
    public static Endpoint parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "endpoint \"" + url + "\" is not a URL: " + e.getReason(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "endpoint \"" + url + "\" does not begin with http:// or https://");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String host = uri.getHost();
        if (host == null
                || uri.getRawUserInfo() != null
                || !(path.isEmpty() || path.equals("/"))
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an endpoint is scheme, host and port only, such as https://example.com:9000");
        }
        boolean tls = scheme.equals("https");
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() == -1 ? defaultPort(tls) : uri.getPort();
        return new Endpoint(tls, bare, port);
    }

    /** The value of {@code Host}: the port is in it only when it is not the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(tls) ? name : name + ":" + port;
    }

    /** Scheme, host and port, as {@link #parse} reads them. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }

    private static int defaultPort(boolean tls) {
        return tls ? 443 : 80;
    }

    private static boolean isHostCharacter(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || "-._:%".indexOf(c) >= 0;
    }
}
