package io.ossimport.connectors.oss;

import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.CLIProfileCredentialsProvider;
import com.aliyun.credentials.provider.DefaultCredentialsProvider;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.config.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credentials in Alibaba Cloud's own order: {@code OSS_ACCESS_KEY_ID} and its companions, which
 * OSS's SDKs read; the file of ossutil; then the vendor's library: {@code ALIBABA_CLOUD_*}, the
 * files of the command line, the role of the machine. The library renews them before they end.
 */
final class AlibabaCredentials implements CredentialsProvider {

    private final String profile;
    private final Map<String, String> environment;
    private final Path home;
    private @Nullable AlibabaCloudCredentialsProvider chain; // guarded by this

    // What was given last: the same object while nothing changed, so that a signer can keep its
    // key.
    private Credentials last = Credentials.ANONYMOUS; // guarded by this

    /**
     * The chain of this process.
     *
     * @param profile of {@code ~/.aliyun/config.json}, and nothing else is asked then; or empty
     */
    AlibabaCredentials(String profile) {
        this(profile, System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    AlibabaCredentials(String profile, Map<String, String> environment, Path home) {
        this.profile = profile;
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    @Override
    public synchronized Credentials get() throws InvalidConfigException {
        last = unlessSame(profile.isEmpty() ? ofOss() : null);
        return last;
    }

    private @Nullable Credentials ofOss() {
        String id = environment.getOrDefault("OSS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("OSS_ACCESS_KEY_SECRET", "");
        if (!id.isEmpty() && !secret.isEmpty()) {
            String token = environment.getOrDefault("OSS_SESSION_TOKEN", "");
            return new Credentials(id, Secret.of(secret), Secret.of(token));
        }
        return OssutilConfig.credentials(home.resolve(".ossutilconfig"));
    }

    private Credentials unlessSame(@Nullable Credentials own) throws InvalidConfigException {
        Credentials now = own == null ? ofLibrary() : own;
        return now.accessKeyId().equals(last.accessKeyId())
                        && now.secretKey().reveal().equals(last.secretKey().reveal())
                        && now.token().reveal().equals(last.token().reveal())
                ? last
                : now;
    }

    private Credentials ofLibrary() throws InvalidConfigException {
        try {
            if (chain == null) {
                chain =
                        profile.isEmpty()
                                ? DefaultCredentialsProvider.builder().build()
                                : CLIProfileCredentialsProvider.builder()
                                        .profileName(profile)
                                        .build();
            }
            CredentialModel found = chain.getCredentials();
            return new Credentials(
                    orEmpty(found.getAccessKeyId()),
                    Secret.of(orEmpty(found.getAccessKeySecret())),
                    Secret.of(orEmpty(found.getSecurityToken())));
        } catch (CredentialException | IllegalArgumentException | IllegalStateException e) {
            throw new InvalidConfigException(
                    "There are no Alibaba Cloud credentials in the environment, in the shared files"
                            + " (~/.ossutilconfig, ~/.aliyun/config.json) or from a role; put a key into"
                            + " the job file, or set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.",
                    e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public synchronized void invalidate() {
        chain = null;
    }
}
