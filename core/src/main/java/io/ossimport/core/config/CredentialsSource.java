package io.ossimport.core.config;

import java.io.Serializable;
import java.time.Clock;

/**
 * Where credentials come from. Holds no secret itself, so it may be written down, printed and sent
 * to other machines, where it is resolved again.
 *
 * @param kind how to get them
 * @param detail the file, profile or command, as the kind says; empty where it needs none
 */
public record CredentialsSource(Kind kind, String detail) implements Serializable {

    /** A way to get credentials. */
    public enum Kind {
        /** No credentials: requests are not signed. */
        ANONYMOUS,
        /**
         * {@code srcAccessKey}, {@code srcSecretKey} (and {@code srcToken}) of the job file in
         * {@code detail}.
         */
        JOB_FILE_SOURCE,
        /**
         * {@code destAccessKey}, {@code destSecretKey} (and {@code destToken}) of the job file in
         * {@code detail}.
         */
        JOB_FILE_DESTINATION,
        /**
         * The vendor's own order: environment, shared credentials file (profile in {@code detail}),
         * role.
         */
        VENDOR_CHAIN,
        /**
         * What the command in {@code detail} prints, in the JSON that AWS's {@code
         * credential_process} uses.
         */
        PROCESS
    }

    public static final CredentialsSource ANONYMOUS = new CredentialsSource(Kind.ANONYMOUS, "");

    /** The vendor's own order with its default profile. */
    public static final CredentialsSource VENDOR_CHAIN =
            new CredentialsSource(Kind.VENDOR_CHAIN, "");

    /**
     * Gets the credentials, now and whenever they must be renewed.
     *
     * @throws IllegalArgumentException for {@link Kind#VENDOR_CHAIN}, which each connector resolves
     *     with its vendor's own library
     */
    public CredentialsProvider provider() {
        return switch (kind) {
            case ANONYMOUS -> CredentialsProvider.fixed(Credentials.ANONYMOUS);
            case JOB_FILE_SOURCE, JOB_FILE_DESTINATION -> new JobFileCredentials(this);
            case PROCESS -> new ProcessCredentials(detail, Clock.systemUTC());
            case VENDOR_CHAIN -> throw new IllegalArgumentException("a connector resolves " + kind);
        };
    }
}
