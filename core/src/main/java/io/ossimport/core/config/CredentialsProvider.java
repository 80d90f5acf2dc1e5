package io.ossimport.core.config;

/**
 * Gives credentials that are valid now, renewing them before they end. Safe for many threads. May
 * block for a renewal: never call it from an I/O thread without having called {@link #get} before.
 */
public interface CredentialsProvider {

    /** The credentials to sign with now. Cheap when they need no renewal. */
    Credentials get() throws InvalidConfigException;

    /** Forgets what is cached, after a store has refused it; the next {@link #get} asks anew. */
    void invalidate();

    /** Always the same credentials. */
    static CredentialsProvider fixed(Credentials credentials) {
        return new CredentialsProvider() {
            @Override
            public Credentials get() {
                return credentials;
            }

            @Override
            public void invalidate() {}
        };
    }
}
