package io.ossimport.connectors.s3;

import io.ossimport.core.checksum.ChecksumAlgorithm;
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
 * @param name for messages: {@code s3://photos}
 * @param site where calls go at first
 * @param fixedEndpoint whether the user named the endpoint, so that calls go nowhere else
 * @param holdBodies whether bodies are taken into memory to be signed
 * @param writeChecksum what the store says of what it took: CRC64_NVME or MD5
 * @param etagIsMd5 whether an ETag of 32 digits counts as MD5 where no header speaks against it
 * @param requesterPays whether we offer to pay for the requests
 */
record S3StoreConfig(
        String name,
        Site site,
        boolean fixedEndpoint,
        boolean holdBodies,
        ChecksumAlgorithm writeChecksum,
        boolean etagIsMd5,
        boolean requesterPays,
        WireConfig wire) {

    private static final Pattern AWS =
            Pattern.compile(
                    "(?:.*\\.)?s3(?:[.-](?:dualstack\\.|fips\\.)?([a-z]{2}(?:-[a-z]+)+-\\d))?"
                            + "\\.amazonaws\\.com(?:\\.cn)?");

    private static final Set<String> OPTIONS =
            Set.of("pathStyle", "payloadSigning", "checksums", "etagIsMd5", "requesterPays");

    static S3StoreConfig of(StoreSpec spec) throws InvalidConfigException {
        StoreOptions options = new StoreOptions(spec, OPTIONS);
        if (spec.bucket().isEmpty()) {
            throw new InvalidConfigException(spec.url() + ": the bucket's name is missing.");
        }
        Endpoint endpoint = options.endpoint("https://" + awsHost(spec.region()));
        boolean aws = AWS.matcher(endpoint.host()).matches();
        boolean inPath =
                switch (options.choice("pathStyle", List.of("auto", "true", "false"))) {
                    case "true" -> true;
                    case "false" -> false;
                    // A dot in the name would not fit the certificate.
                    default -> !aws || (endpoint.tls() && spec.bucket().indexOf('.') >= 0);
                };
        String signing = options.choice("payloadSigning", List.of("auto", "always", "never"));
        return new S3StoreConfig(
                "s3://" + spec.bucket(),
                new Site(address(endpoint, spec.bucket(), inPath), region(spec, endpoint)),
                !spec.endpoint().isEmpty(),
                signing.equals("always") || (signing.equals("auto") && !endpoint.tls()),
                writeChecksum(options, endpoint, aws),
                options.flag("etagIsMd5", true),
                options.flag("requesterPays", false),
                options.wire());
    }

    private static BucketAddress address(Endpoint endpoint, String bucket, boolean inPath) {
        return inPath
                ? BucketAddress.pathStyle(endpoint, bucket)
                : BucketAddress.virtualHost(endpoint, bucket);
    }

    // Only AWS and R2 are known to give a CRC-64/NVME for what came without one; an ETag that is
    // the
    // MD5 of a put or a part is what nearly all the others have.
    private static ChecksumAlgorithm writeChecksum(
            StoreOptions options, Endpoint endpoint, boolean aws) throws InvalidConfigException {
        boolean gives = aws || endpoint.host().endsWith(".r2.cloudflarestorage.com");
        return switch (options.choice("checksums", List.of("auto", "nvme", "md5"))) {
            case "nvme" -> ChecksumAlgorithm.CRC64_NVME;
            case "md5" -> ChecksumAlgorithm.MD5;
            default -> gives ? ChecksumAlgorithm.CRC64_NVME : ChecksumAlgorithm.MD5;
        };
    }

    private static String region(StoreSpec spec, Endpoint endpoint) {
        if (!spec.region().isEmpty()) {
            return spec.region();
        }
        Matcher matcher = AWS.matcher(endpoint.host());
        String named = matcher.matches() ? matcher.group(1) : null;
        // Other stores mostly take any region, and those that do not name theirs in the error.
        return named == null ? "us-east-1" : named;
    }

    private static String awsHost(String region) {
        String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return "s3." + (region.isEmpty() ? "us-east-1" : region) + "." + domain;
    }

    /** Where calls go once the bucket is known to be in {@code region}. */
    Site elsewhere(String region, Site asked) {
        if (fixedEndpoint) {
            return new Site(asked.address(), region);
        }
        Endpoint endpoint = new Endpoint(true, awsHost(region), 443);
        BucketAddress old = asked.address();
        return new Site(address(endpoint, old.bucket(), old.inPath()), region);
    }
}
