package io.ossimport.wire;

import java.time.Duration;

/**
 * How a wire connects and how long it waits. No time covers a whole transfer: a body may take as
 * long as it moves.
 *
 * @param maxConnectionsPerEndpoint the most connections to one endpoint at a time; requests beyond
 *     that wait for a free one
 * @param connectTimeout for finding the address and connecting, and again for the TLS handshake
 * @param responseTimeout from the last byte of a request to the whole head of its answer; also how
 *     long a request waits for a free connection
 * @param minProgressWindow when a body waits for the other end and nothing moves for so long, the
 *     other end counts as dead; time in which this end holds the body back does not count
 * @param idleTimeout how long a connection without a request is kept for the next one
 * @param eventLoops how many threads move bytes; wires that ask for the same number share them
 * @param trustCertificatesFile a PEM file of authorities to trust beside those of the Java
 *     platform, or empty
 */
public record WireConfig(
        int maxConnectionsPerEndpoint,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration minProgressWindow,
        Duration idleTimeout,
        int eventLoops,
        String trustCertificatesFile) {

    /** As many event loops as processors; 256 connections to one endpoint. */
    public static final WireConfig DEFAULT =
            new WireConfig(
                    256,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Runtime.getRuntime().availableProcessors(),
                    "");

    public WireConfig {
        atLeastOne("maxConnectionsPerEndpoint", maxConnectionsPerEndpoint);
        atLeastOne("eventLoops", eventLoops);
        positive("connectTimeout", connectTimeout);
        positive("responseTimeout", responseTimeout);
        positive("minProgressWindow", minProgressWindow);
        positive("idleTimeout", idleTimeout);
    }

    public WireConfig withMaxConnectionsPerEndpoint(int connections) {
        return new WireConfig(
                connections,
                connectTimeout,
                responseTimeout,
                minProgressWindow,
                idleTimeout,
                eventLoops,
                trustCertificatesFile);
    }

    public WireConfig withConnectTimeout(Duration timeout) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                timeout,
                responseTimeout,
                minProgressWindow,
                idleTimeout,
                eventLoops,
                trustCertificatesFile);
    }

    public WireConfig withResponseTimeout(Duration timeout) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                connectTimeout,
                timeout,
                minProgressWindow,
                idleTimeout,
                eventLoops,
                trustCertificatesFile);
    }

    public WireConfig withMinProgressWindow(Duration window) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                connectTimeout,
                responseTimeout,
                window,
                idleTimeout,
                eventLoops,
                trustCertificatesFile);
    }

    public WireConfig withIdleTimeout(Duration timeout) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                connectTimeout,
                responseTimeout,
                minProgressWindow,
                timeout,
                eventLoops,
                trustCertificatesFile);
    }

    public WireConfig withEventLoops(int loops) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                connectTimeout,
                responseTimeout,
                minProgressWindow,
                idleTimeout,
                loops,
                trustCertificatesFile);
    }

    public WireConfig withTrustCertificatesFile(String file) {
        return new WireConfig(
                maxConnectionsPerEndpoint,
                connectTimeout,
                responseTimeout,
                minProgressWindow,
                idleTimeout,
                eventLoops,
                file);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; at least 1");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; more than nothing");
        }
    }
}
