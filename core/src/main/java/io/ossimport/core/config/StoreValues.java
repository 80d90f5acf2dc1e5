package io.ossimport.core.config;

import io.ossimport.core.config.CredentialsSource.Kind;
import io.ossimport.core.job.StoreSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One end of a job, from the keys that begin with {@code src} or {@code dest}. */
final class StoreValues {

    /** The keys of one end. */
    record Keys(
            JobKey type,
            JobKey domain,
            JobKey region,
            JobKey bucket,
            JobKey prefix,
            JobKey accessKey,
            JobKey secretKey,
            JobKey token,
            JobKey credentials,
            JobKey signatureVersion,
            JobKey pathStyle,
            JobKey trustCertificates,
            JobKey options,
            Kind fileCredentials) {}

    static final Keys SOURCE =
            new Keys(
                    JobKey.SRC_TYPE,
                    JobKey.SRC_DOMAIN,
                    JobKey.SRC_REGION,
                    JobKey.SRC_BUCKET,
                    JobKey.SRC_PREFIX,
                    JobKey.SRC_ACCESS_KEY,
                    JobKey.SRC_SECRET_KEY,
                    JobKey.SRC_TOKEN,
                    JobKey.SRC_CREDENTIALS,
                    JobKey.SRC_SIGNATURE_VERSION,
                    JobKey.SRC_PATH_STYLE,
                    JobKey.SRC_TRUST_CERTIFICATES,
                    JobKey.SRC_OPTIONS,
                    Kind.JOB_FILE_SOURCE);

    static final Keys DESTINATION =
            new Keys(
                    JobKey.DEST_TYPE,
                    JobKey.DEST_DOMAIN,
                    JobKey.DEST_REGION,
                    JobKey.DEST_BUCKET,
                    JobKey.DEST_PREFIX,
                    JobKey.DEST_ACCESS_KEY,
                    JobKey.DEST_SECRET_KEY,
                    JobKey.DEST_TOKEN,
                    JobKey.DEST_CREDENTIALS,
                    JobKey.DEST_SIGNATURE_VERSION,
                    JobKey.DEST_PATH_STYLE,
                    JobKey.DEST_TRUST_CERTIFICATES,
                    JobKey.DEST_OPTIONS,
                    Kind.JOB_FILE_DESTINATION);

    private final Keys keys;
    private final JobValues values;
    private final List<String> warnings;

    StoreValues(Keys keys, JobValues values, List<String> warnings) {
        this.keys = keys;
        this.values = values;
        this.warnings = warnings;
    }

    /** The place as far as it can be told; what cannot be right has been noted. */
    StoreSpec spec() {
        String bucket = values.text(keys.bucket());
        String prefix = values.text(keys.prefix());
        String type = values.choice(keys.type());
        int scheme = bucket.indexOf("://");
        if (scheme > 0) {
            String urlType = bucket.substring(0, scheme);
            if (values.isSet(keys.type()) && !urlType.equals(type)) {
                values.wrong(
                        keys.bucket(),
                        "begins with " + urlType + ":// and " + keys.type().key() + " is " + type);
            } else if (keys.type().form().words().contains(urlType)) {
                type = urlType;
            }
            String place = bucket.substring(scheme + 3);
            int slash = place.indexOf('/');
            bucket = slash < 0 ? place : place.substring(0, slash);
            String urlPrefix = slash < 0 ? "" : place.substring(slash + 1);
            if (!urlPrefix.isEmpty() && !prefix.isEmpty() && !prefix.equals(urlPrefix)) {
                values.wrong(
                        keys.bucket(),
                        "has a prefix and " + keys.prefix().key() + " is another; keep one");
            }
            prefix = urlPrefix.isEmpty() ? prefix : urlPrefix;
        }
        return switch (type) {
            case "local" -> local(prefix);
            case "s3", "oss" -> bucket(type, bucket, prefix);
            case "http" -> urls();
            default -> {
                values.wrong(
                        keys.type(),
                        "is "
                                + type
                                + ", which is not in this version; there are local, oss, s3 and http");
                yield new StoreSpec(
                        type, "", "", bucket, prefix, CredentialsSource.ANONYMOUS, Map.of());
            }
        };
    }

    private StoreSpec local(String prefix) {
        Map<String, String> options = furtherOptions();
        if (keys.equals(DESTINATION)) {
            options.put("destination", "true");
        } else if (values.flag(JobKey.IS_ALLOW_SYMBOLIC_LINK)) {
            options.put("followLinks", "true");
        }
        return new StoreSpec(
                "local", "", "", "", folder(prefix), CredentialsSource.ANONYMOUS, options);
    }

    // No credentials: the URLs are of many hosts.
    private StoreSpec urls() {
        return new StoreSpec(
                "http", "", "", "", "", CredentialsSource.ANONYMOUS, withTrust(furtherOptions()));
    }

    private String folder(String prefix) {
        JobKey key = keys.prefix();
        if (prefix.isEmpty()) {
            values.wrong(key, "is missing; with local it is the absolute folder, such as /data/");
        } else if (prefix.indexOf('\\') >= 0) {
            values.wrong(key, "is \"" + prefix + "\"; write / instead of \\");
        } else if (!prefix.startsWith("/") && !prefix.matches("[A-Za-z]:/.*")) {
            values.wrong(
                    key,
                    "is \"" + prefix + "\"; with local it is an absolute folder, such as /data/");
        } else if (prefix.contains("//")) {
            values.wrong(key, "is \"" + prefix + "\"; a folder has no // in it");
        } else if (!prefix.endsWith("/")) {
            warnings.add(key.key() + " is a folder and is taken as " + prefix + "/");
            return prefix + "/";
        }
        return prefix;
    }

    private StoreSpec bucket(String type, String bucket, String prefix) {
        checkBucket(type, bucket);
        checkPrefix(type, prefix);
        String region = values.text(keys.region());
        String endpoint = "";
        if (values.isSet(keys.domain())) {
            Domain domain = Domain.parse(values.text(keys.domain()), bucket);
            if (!domain.problem().isEmpty()) {
                values.wrong(keys.domain(), domain.problem());
            }
            endpoint = domain.endpoint();
        } else if (type.equals("oss") && region.isEmpty()) {
            values.wrong(
                    keys.domain(),
                    "is missing; it is the endpoint of the bucket's region, such as"
                            + " https://oss-cn-hangzhou.aliyuncs.com");
        }
        return new StoreSpec(type, endpoint, region, bucket, prefix, credentials(), options(type));
    }

    private void checkBucket(String type, String bucket) {
        JobKey key = keys.bucket();
        if (bucket.isEmpty()) {
            values.wrong(key, "is missing");
        } else if (bucket.indexOf('/') >= 0 || bucket.indexOf('\\') >= 0) {
            values.wrong(
                    key,
                    "is \""
                            + bucket
                            + "\"; a bucket's name has no slash, and what follows it belongs into "
                            + keys.prefix().key());
        } else if (type.equals("oss") && !bucket.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")) {
            values.wrong(
                    key,
                    "is \"" + bucket + "\"; OSS allows 3 to 63 of a-z, 0-9 and - between them");
        } else if (!bucket.matches("[A-Za-z0-9._-]{1,255}")) {
            values.wrong(key, "is \"" + bucket + "\"; allowed: letters, digits, ., - and _");
        }
    }

    private void checkPrefix(String type, String prefix) {
        boolean destination = keys.equals(DESTINATION);
        if ((destination || type.equals("oss"))
                && (prefix.startsWith("/") || prefix.startsWith("\\"))) {
            values.wrong(keys.prefix(), "is \"" + prefix + "\"; it must not begin with / or \\");
        }
    }

    private Map<String, String> options(String type) {
        Map<String, String> options = furtherOptions();
        if (type.equals("oss") && !values.choice(keys.signatureVersion()).equals("auto")) {
            options.put("signatureVersion", values.choice(keys.signatureVersion()));
        }
        if (!values.choice(keys.pathStyle()).equals("auto")) {
            options.put("pathStyle", values.choice(keys.pathStyle()));
        }
        return withTrust(options);
    }

    private Map<String, String> withTrust(Map<String, String> options) {
        if (values.isSet(keys.trustCertificates())) {
            Path file = Path.of(values.text(keys.trustCertificates()));
            options.put("trustCertificates", file.toAbsolutePath().normalize().toString());
        }
        return options;
    }

    // What they may be is for the connector to say.
    private Map<String, String> furtherOptions() {
        Map<String, String> options = new HashMap<>();
        for (String option : values.text(keys.options()).split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                options.put(
                        option.substring(0, equals).strip(), option.substring(equals + 1).strip());
            } else if (!option.isBlank()) {
                values.wrong(keys.options(), "is not of the form NAME=VALUE, NAME=VALUE");
            }
        }
        return options;
    }

    private CredentialsSource credentials() {
        String how = values.text(keys.credentials());
        boolean hasKey = values.isSet(keys.accessKey());
        if (hasKey != values.isSet(keys.secretKey())) {
            JobKey missing = hasKey ? keys.secretKey() : keys.accessKey();
            JobKey given = hasKey ? keys.accessKey() : keys.secretKey();
            values.wrong(missing, "is missing while " + given.key() + " is set");
        } else if (!hasKey && values.isSet(keys.token())) {
            values.wrong(keys.token(), "is set without " + keys.accessKey().key());
        }
        if (how.isEmpty()) {
            return hasKey
                    ? new CredentialsSource(keys.fileCredentials(), values.file(keys.accessKey()))
                    : CredentialsSource.VENDOR_CHAIN;
        }
        if (hasKey) {
            values.wrong(
                    keys.credentials(), "is set beside " + keys.accessKey().key() + "; keep one");
        }
        int colon = how.indexOf(':');
        String kind = colon < 0 ? how : how.substring(0, colon);
        String detail = colon < 0 ? "" : how.substring(colon + 1).strip();
        if (how.equals("chain")) {
            return CredentialsSource.VENDOR_CHAIN;
        }
        if (how.equals("anonymous")) {
            return CredentialsSource.ANONYMOUS;
        }
        if (kind.equals("profile") && !detail.isEmpty()) {
            return new CredentialsSource(Kind.VENDOR_CHAIN, detail);
        }
        if (kind.equals("process") && !detail.isEmpty()) {
            return new CredentialsSource(Kind.PROCESS, detail);
        }
        // What stands there is not repeated: it may be a key in the wrong place.
        values.wrong(
                keys.credentials(),
                "is none of chain, profile:NAME, process:COMMAND and anonymous");
        return CredentialsSource.ANONYMOUS;
    }
}
