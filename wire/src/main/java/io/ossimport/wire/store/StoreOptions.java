package io.ossimport.wire.store;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.wire.Endpoint;
import io.ossimport.wire.WireConfig;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a connector's options. Besides its own, every connector that speaks HTTP knows those of
 * {@link #wire}.
 */
public final class StoreOptions {

    /** The options of {@link #wire}. */
    private static final Set<String> WIRE =
            Set.of(
                    "connectTimeout",
                    "responseTimeout",
                    "minProgressWindow",
                    "trustCertificates",
                    "maxConnections");

    private final StoreSpec spec;

    /**
     * Takes the options of {@code spec}.
     *
     * @param own the names that the connector knows besides those of the wire
     * @throws InvalidConfigException when there is one that nobody knows
     */
    public StoreOptions(StoreSpec spec, Set<String> own) throws InvalidConfigException {
        this.spec = spec;
        Set<String> known = new TreeSet<>(own);
        known.addAll(WIRE);
        for (String name : spec.options().keySet()) {
            if (!known.contains(name)) {
                throw new InvalidConfigException(
                        spec.url()
                                + ": there is no option \""
                                + name
                                + "\"; there are "
                                + String.join(", ", known)
                                + ".");
            }
        }
    }

    /** One of {@code allowed}, the first of which stands in where nothing is set. */
    public String choice(String name, List<String> allowed) throws InvalidConfigException {
        String value = spec.option(name, allowed.get(0));
        if (!allowed.contains(value)) {
            throw wrong(name, value, "it is one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) throws InvalidConfigException {
        String value = spec.option(name, Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw wrong(name, value, "it is true or false");
        }
        return value.equals("true");
    }

    private int number(String name, int otherwise, int most) throws InvalidConfigException {
        String value = spec.option(name, Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,9}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > most) {
            throw wrong(name, value, "it is a number from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    private Duration seconds(String name, Duration otherwise) throws InvalidConfigException {
        return Duration.ofSeconds(number(name, (int) otherwise.toSeconds(), 86_400));
    }

    /** How to connect: times in seconds, a PEM file, and a number of connections. */
    public WireConfig wire() throws InvalidConfigException {
        WireConfig config = WireConfig.DEFAULT;
        return config.withConnectTimeout(seconds("connectTimeout", config.connectTimeout()))
                .withResponseTimeout(seconds("responseTimeout", config.responseTimeout()))
                .withMinProgressWindow(seconds("minProgressWindow", config.minProgressWindow()))
                .withTrustCertificatesFile(spec.option("trustCertificates", ""))
                .withMaxConnectionsPerEndpoint(
                        number("maxConnections", config.maxConnectionsPerEndpoint(), 65_535));
    }

    /** The endpoint; {@code https} where the user gave a bare host. */
    public Endpoint endpoint(String otherwise) throws InvalidConfigException {
        String given = spec.endpoint().isEmpty() ? otherwise : spec.endpoint();
        try {
            return Endpoint.parse(given.contains("://") ? given : "https://" + given);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(spec.url() + ": " + e.getMessage(), e);
        }
    }

    private InvalidConfigException wrong(String name, String value, String rule) {
        return new InvalidConfigException(
                spec.url() + ": option " + name + " is \"" + value + "\"; " + rule + ".");
    }
}
