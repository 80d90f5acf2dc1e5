package io.ossimport.engine.cluster;

/**
 * Where the master of a cluster is reached.
 *
 * @param host a name or an address
 * @param port the first of three: of messages between master and workers; {@code port + 1} of files
 *     that they need, {@code port + 2} of commands
 */
public record ClusterAddress(String host, int port) {

    public static final int DEFAULT_PORT = 6123;

    private static final int LAST_PORT = 65_533;

    /**
     * @throws IllegalArgumentException when it cannot be one
     */
    public ClusterAddress {
        if (host.isEmpty() || port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "\""
                            + host
                            + ":"
                            + port
                            + "\" is no HOST:PORT with a port of 1 to "
                            + LAST_PORT);
        }
    }

    /** Reads {@code host}, {@code host:port}, {@code [2001:db8::1]:port}. */
    public static ClusterAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new ClusterAddress(
                    host, hasPort ? Integer.parseInt(text.substring(colon + 1)) : DEFAULT_PORT);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no HOST:PORT", e);
        }
    }

    int filesPort() {
        return port + 1;
    }

    int commandsPort() {
        return port + 2;
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
