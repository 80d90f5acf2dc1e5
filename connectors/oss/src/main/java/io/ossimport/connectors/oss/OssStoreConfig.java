package io.ossimport.connectors.oss;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.wire.Endpoint;
import io.ossimport.wire.WireConfig;
import io.ossimport.wire.store.BucketAddress;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreOptions;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach one bucket.
 *
 * @param name for messages: {@code oss://photos}
 * @param site where calls go
 * @param signV4 whether to sign with V4, which needs the region, or with V1
 */
record OssStoreConfig(String name, Site site, boolean signV4, WireConfig wire) {

    // oss-cn-hangzhou.aliyuncs.com, oss-cn-hangzhou-internal.…, cn-hangzhou.oss.…; an accelerating
    // endpoint names no region.
    private static final Pattern REGIONAL =
            Pattern.compile(
                    "(?:.*\\.)?(?:oss-(?!accelerate)([a-z0-9-]+?)(?:-internal)?"
                            + "|([a-z0-9-]+)\\.oss)\\.aliyuncs\\.com");

    private static final Set<String> OPTIONS = Set.of("signatureVersion", "pathStyle");

    static OssStoreConfig of(StoreSpec spec) throws InvalidConfigException {
        StoreOptions options = new StoreOptions(spec, OPTIONS);
        if (spec.bucket().isEmpty()) {
            throw new InvalidConfigException(spec.url() + ": the bucket's name is missing.");
        }
        String given = region(spec.region());
        if (spec.endpoint().isEmpty() && given.isEmpty()) {
            throw new InvalidConfigException(
                    spec.url()
                            + ": the endpoint is missing; it is that of the bucket's region, such as"
                            + " https://oss-cn-hangzhou.aliyuncs.com.");
        }
        Endpoint endpoint = options.endpoint("https://oss-" + given + ".aliyuncs.com");
        String region = given.isEmpty() ? regionOf(endpoint) : given;
        String version = options.choice("signatureVersion", List.of("auto", "v4", "v1"));
        if (version.equals("v4") && region.isEmpty()) {
            throw new InvalidConfigException(
                    spec.url()
                            + ": signature V4 needs the bucket's region, and "
                            + endpoint
                            + " does not name it; set the region, such as cn-hangzhou.");
        }
        return new OssStoreConfig(
                "oss://" + spec.bucket(),
                new Site(address(spec, options, endpoint), region),
                !version.equals("v1") && !region.isEmpty(),
                options.wire());
    }

    // OSS refuses the bucket in the path; stand-ins on an address have no names below it.
    // https://www.alibabacloud.com/help/en/oss/developer-reference/compatibility-with-amazon-s3
    private static BucketAddress address(StoreSpec spec, StoreOptions options, Endpoint endpoint)
            throws InvalidConfigException {
        boolean local = BucketAddress.isLocal(endpoint);
        String pathStyle = options.choice("pathStyle", List.of("auto", "true", "false"));
        if (pathStyle.equals("true") && !local) {
            throw new InvalidConfigException(
                    spec.url()
                            + ": OSS takes the bucket in the path only where the endpoint is an IP"
                            + " address or localhost; leave pathStyle out.");
        }
        return local && !pathStyle.equals("false")
                ? BucketAddress.pathStyle(endpoint, spec.bucket())
                : BucketAddress.virtualHost(endpoint, spec.bucket());
    }

    // People write oss-cn-hangzhou where the region's id is meant, as OSS itself does in locations.
    private static String region(String given) {
        return given.startsWith("oss-") ? given.substring(4) : given;
    }

    private static String regionOf(Endpoint endpoint) {
        Matcher matcher = REGIONAL.matcher(endpoint.host());
        if (!matcher.matches()) {
            return "";
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
