package io.ossimport.core.config;

/**
 * What a store needs to know who asks.
 *
 * @param accessKeyId public part; empty for anonymous access
 * @param secretKey secret part
 * @param token the session token of temporary credentials, or {@link Secret#NONE}
 */
public record Credentials(String accessKeyId, Secret secretKey, Secret token) {

    /** Unsigned requests. */
    public static final Credentials ANONYMOUS = new Credentials("", Secret.NONE, Secret.NONE);

    public boolean isAnonymous() {
        return accessKeyId.isEmpty();
    }
}
