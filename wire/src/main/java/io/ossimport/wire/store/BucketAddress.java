package io.ossimport.wire.store;

import io.ossimport.core.store.Key;
import io.ossimport.wire.Endpoint;
import java.util.regex.Pattern;

/**
 * Where a bucket is reached.
 *
 * @param endpoint whom to connect to
 * @param host the value of {@code Host}
 * @param bucket its name
 * @param inPath whether the bucket stands in the path, not in the host's name
 */
public record BucketAddress(Endpoint endpoint, String host, String bucket, boolean inPath) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** The bucket in the path: {@code https://host/bucket/key}. */
    public static BucketAddress pathStyle(Endpoint endpoint, String bucket) {
        return new BucketAddress(endpoint, endpoint.authority(), bucket, true);
    }

    /**
     * The bucket in the host's name: {@code https://bucket.host/key}. An address in numbers or
     * {@code localhost} has no names below it, so there only {@code Host} changes.
     */
    public static BucketAddress virtualHost(Endpoint endpoint, String bucket) {
        Endpoint named =
                new Endpoint(endpoint.tls(), bucket + "." + endpoint.host(), endpoint.port());
        return new BucketAddress(
                isLocal(endpoint) ? endpoint : named, named.authority(), bucket, false);
    }

    /** Whether the endpoint is an IP address or {@code localhost}. */
    public static boolean isLocal(Endpoint endpoint) {
        String host = endpoint.host();
        return host.equals("localhost") || host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }

    /** The path of an object, or of the bucket itself for {@link Key#EMPTY}, percent-encoded. */
    public String path(Key key) {
        String object = "/" + UriCodec.path(key);
        return inPath ? "/" + UriCodec.query(bucket) + object : object;
    }
}
