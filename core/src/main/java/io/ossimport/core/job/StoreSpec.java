package io.ossimport.core.job;

import io.ossimport.core.config.CredentialsSource;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place in a store, as the user named it. Holds no secret.
 *
 * @param type {@code s3}, {@code oss}, {@code local} …
 * @param endpoint scheme, host and port, such as {@code https://oss-cn-hangzhou.aliyuncs.com};
 *     empty for the vendor's own
 * @param region the vendor's region id, or empty when it is to be found out
 * @param bucket without slashes; empty for {@code local}
 * @param prefix what all keys begin with; for {@code local} the absolute root folder, ending in a
 *     slash
 * @param credentials where to get them
 * @param options the connector's own settings, by the names that its documentation gives
 */
public record StoreSpec(
        String type,
        String endpoint,
        String region,
        String bucket,
        String prefix,
        CredentialsSource credentials,
        Map<String, String> options)
        implements Serializable {

    public StoreSpec {
        options = Map.copyOf(options);
    }

    /** The option's value, or {@code otherwise} where it is not set. */
    public String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    /** {@code oss://photos/2019/}: what people call this place. */
    public String url() {
        return switch (type) {
            case "local" -> "file://" + prefix;
            case "http" -> "the URLs of a list";
            default -> type + "://" + bucket + "/" + prefix;
        };
    }

    /**
     * Everything that makes this place what it is, in a fixed order; the same for the same place.
     */
    public String identity() {
        return String.join(
                "|", type, endpoint, region, bucket, prefix, new TreeMap<>(options).toString());
    }
}
