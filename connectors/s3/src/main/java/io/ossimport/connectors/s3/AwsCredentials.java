package io.ossimport.connectors.s3;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.Secret;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Credentials in AWS's own order, by its own library: system properties, environment, shared files,
 * container, instance role. The library renews them before they end.
 */
final class AwsCredentials implements CredentialsProvider {

    private final String profile;
    private @Nullable AwsCredentialsProvider chain; // guarded by this

    // What was given last: the same object while nothing changed, so that a signer can keep its
    // key.
    private Credentials last = Credentials.ANONYMOUS; // guarded by this

    /** The chain, with this profile of the shared files, or the default one when empty. */
    AwsCredentials(String profile) {
        this.profile = profile;
    }

    @Override
    public synchronized Credentials get() throws InvalidConfigException {
        try {
            if (chain == null) {
                DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
                chain = profile.isEmpty() ? builder.build() : builder.profileName(profile).build();
            }
            last = unlessSame(chain.resolveCredentials());
            return last;
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidConfigException(
                    "There are no AWS credentials in the environment, in the shared files"
                            + " (~/.aws/credentials, ~/.aws/config) or from a role; put a key into the job"
                            + " file, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
                    e);
        }
    }

    private Credentials unlessSame(software.amazon.awssdk.auth.credentials.AwsCredentials now) {
        String token = now instanceof AwsSessionCredentials session ? session.sessionToken() : "";
        return now.accessKeyId().equals(last.accessKeyId())
                        && now.secretAccessKey().equals(last.secretKey().reveal())
                        && token.equals(last.token().reveal())
                ? last
                : new Credentials(
                        now.accessKeyId(), Secret.of(now.secretAccessKey()), Secret.of(token));
    }

    @Override
    public synchronized void invalidate() {
        chain = null;
    }
}
