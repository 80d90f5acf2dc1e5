package io.ossimport.testkit.cloud;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks requests that are signed in a header with OSS's signature version 4
 * (help.aliyun.com/zh/oss/developer-reference/recommend-to-use-signature-version-4) or 1
 * (help.aliyun.com/zh/oss/developer-reference/include-signatures-in-the-authorization-header). Safe
 * for many threads.
 */
final class OssSignatureCheck {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    // The parameters that a version 1 signature covers; others, such as prefix, it does not.
    private static final Set<String> V1_PARAMETERS =
            Set.of(
                    "acl",
                    "uploads",
                    "location",
                    "cors",
                    "logging",
                    "website",
                    "referer",
                    "lifecycle",
                    "delete",
                    "append",
                    "tagging",
                    "objectMeta",
                    "uploadId",
                    "partNumber",
                    "security-token",
                    "position",
                    "img",
                    "style",
                    "styleName",
                    "replication",
                    "restore",
                    "symlink",
                    "continuation-token",
                    "versionId",
                    "versions",
                    "versioning",
                    "bucketInfo",
                    "stat",
                    "x-oss-process",
                    "x-oss-traffic-limit",
                    "response-content-type",
                    "response-content-language",
                    "response-expires",
                    "response-cache-control",
                    "response-content-disposition",
                    "response-content-encoding");

    private final CloudOptions options;
    private final AccessKey accessKey;

    OssSignatureCheck(CloudOptions options, AccessKey accessKey) {
        this.options = options;
        this.accessKey = accessKey;
    }

    /**
     * Refuses the request unless its signature is right.
     *
     * @param region the region that a version 4 signature must be for
     */
    void check(CloudRequest request, String region, Instant now) throws CloudError {
        String authorization = request.header("authorization");
        if (authorization.startsWith("OSS4-HMAC-SHA256 ")) {
            checkV4(request, authorization, region, now);
        } else if (authorization.startsWith("OSS ")) {
            checkV1(request, authorization, now);
        } else {
            throw new CloudError(400, "InvalidArgument", "Authorization header is invalid.")
                    .with("ArgumentName", "Authorization")
                    .with("EC", "0002-00000201");
        }
    }

    private void checkV4(CloudRequest request, String authorization, String region, Instant now)
            throws CloudError {
        Map<String, String> fields = new HashMap<>();
        for (String field : authorization.substring("OSS4-HMAC-SHA256 ".length()).split(",", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals).trim();
            if (equals < 0
                    || !Set.of("Credential", "AdditionalHeaders", "Signature").contains(name)) {
                throw invalid("0002-00000204", "Authorization header has an unknown field.");
            }
            fields.put(name, field.substring(equals + 1).trim());
        }
        String credential = fields.getOrDefault("Credential", "");
        int slash = credential.indexOf('/');
        String scope = slash < 0 ? "" : credential.substring(slash + 1);
        String[] steps = scope.split("/", -1);
        if (steps.length != 4
                || !steps[2].equals("oss")
                || !steps[3].equals("aliyun_v4_request")
                || !fields.containsKey("Signature")) {
            throw invalid("0002-00000213", "Invalid credential in Authorization header.");
        }
        checkKey(request, credential.substring(0, slash));
        // help.aliyun.com/en/oss/user-guide/0002-00000228: the region must be the bucket's.
        if (!steps[1].equals(region)) {
            throw invalid("0002-00000228", "Invalid signing region in Authorization header.")
                    .with("ExpectedRegion", region);
        }
        if (!request.header("x-oss-content-sha256").equals("UNSIGNED-PAYLOAD")) {
            throw invalid("0002-00000206", "x-oss-content-sha256 must be UNSIGNED-PAYLOAD.");
        }
        String timestamp = timestamp(request);
        checkTime(parse(timestamp), now);
        if (!timestamp.startsWith(steps[0])) {
            throw invalid("0002-00000212", "Invalid signing date in Authorization header.");
        }
        List<String> additional = additionalHeaders(fields);
        String canonical = canonicalV4(request, additional);
        String text =
                String.join(
                        "\n",
                        "OSS4-HMAC-SHA256",
                        timestamp,
                        scope,
                        Hmac.sha256Hex(canonical.getBytes(StandardCharsets.ISO_8859_1)));
        byte[] key = Hmac.signingKey("aliyun_v4" + accessKey.secret(), scope);
        String expected =
                HexFormat.of()
                        .formatHex(
                                Hmac.of("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
        if (!Hmac.same(expected, fields.getOrDefault("Signature", ""))) {
            throw mismatch(text, fields.getOrDefault("Signature", ""))
                    .with("CanonicalRequest", canonical);
        }
    }

    // "AdditionalHeaders must be lower-case, sorted and not empty; otherwise leave it out."
    private static List<String> additionalHeaders(Map<String, String> fields) throws CloudError {
        String field = fields.get("AdditionalHeaders");
        if (field == null) {
            return List.of();
        }
        List<String> names = Arrays.asList(field.split(";", -1));
        List<String> normal =
                List.copyOf(
                        new TreeSet<>(
                                names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList()));
        if (field.isEmpty() || !names.equals(normal)) {
            throw invalid("0002-00000209", "Invalid AdditionalHeaders in Authorization header.");
        }
        return names;
    }

    private static String canonicalV4(CloudRequest request, List<String> additional) {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        UriText.encode(resource(request), true, text);
        text.append('\n');
        TreeMap<String, String> query = new TreeMap<>();
        for (Query.Parameter parameter : request.query().parameters()) {
            StringBuilder name = new StringBuilder();
            UriText.encode(parameter.name().getBytes(StandardCharsets.UTF_8), false, name);
            StringBuilder value = new StringBuilder();
            UriText.encode(parameter.value().bytes(), false, value);
            query.put(name.toString(), value.length() == 0 ? "" : "=" + value);
        }
        String separator = "";
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            text.append(separator).append(parameter.getKey()).append(parameter.getValue());
            separator = "&";
        }
        text.append('\n');
        request.headerMap()
                .forEach(
                        (name, value) -> {
                            if (name.equals("content-type")
                                    || name.equals("content-md5")
                                    || name.startsWith("x-oss-")
                                    || additional.contains(name)) {
                                text.append(name).append(':').append(value.trim()).append('\n');
                            }
                        });
        text.append('\n').append(String.join(";", additional)).append("\nUNSIGNED-PAYLOAD");
        return text.toString();
    }

    private void checkV1(CloudRequest request, String authorization, Instant now)
            throws CloudError {
        String pair = authorization.substring("OSS ".length());
        int colon = pair.lastIndexOf(':');
        if (colon < 0) {
            throw invalid("0002-00000201", "Authorization header is invalid.");
        }
        checkKey(request, pair.substring(0, colon));
        String date = request.header("date");
        if (date.isEmpty()) {
            date = request.header("x-oss-date");
        }
        checkTime(parse(date), now);
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append('\n');
        text.append(request.header("content-md5")).append('\n');
        text.append(request.header("content-type")).append('\n');
        text.append(date).append('\n');
        request.headerMap()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith("x-oss-")) {
                                text.append(name).append(':').append(value.trim()).append('\n');
                            }
                        });
        // Latin-1 carries the key's bytes as they are.
        text.append(new String(resource(request), StandardCharsets.ISO_8859_1));
        TreeMap<String, String> query = new TreeMap<>();
        for (Query.Parameter parameter : request.query().parameters()) {
            if (V1_PARAMETERS.contains(parameter.name())) {
                String value = new String(parameter.value().bytes(), StandardCharsets.ISO_8859_1);
                query.put(parameter.name(), value.isEmpty() ? "" : "=" + value);
            }
        }
        String separator = "?";
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            text.append(separator).append(parameter.getKey()).append(parameter.getValue());
            separator = "&";
        }
        byte[] expected =
                Hmac.of(
                        "HmacSHA1",
                        accessKey.secret().getBytes(StandardCharsets.UTF_8),
                        text.toString().getBytes(StandardCharsets.ISO_8859_1));
        String given = pair.substring(colon + 1);
        if (!Hmac.same(Base64.getEncoder().encodeToString(expected), given)) {
            throw mismatch(text.toString(), given);
        }
    }

    // /bucket/key in the path's own bytes, also when the bucket came in the host name.
    private static byte[] resource(CloudRequest request) {
        byte[] bucket =
                request.bucket().isEmpty()
                        ? "/".getBytes(StandardCharsets.UTF_8)
                        : ("/" + request.bucket() + "/").getBytes(StandardCharsets.UTF_8);
        byte[] key = request.key().bytes();
        byte[] resource = Arrays.copyOf(bucket, bucket.length + key.length);
        System.arraycopy(key, 0, resource, bucket.length, key.length);
        return resource;
    }

    private void checkKey(CloudRequest request, String accessKeyId) throws CloudError {
        String token = request.header("x-oss-security-token");
        boolean tokenMissing = token.isEmpty() && !options.securityToken().isEmpty();
        if (!accessKeyId.equals(accessKey.id()) || tokenMissing) {
            throw new CloudError(
                            403,
                            "InvalidAccessKeyId",
                            "The OSS Access Key Id you provided does not exist in our records.")
                    .with("OSSAccessKeyId", accessKeyId)
                    .with("EC", "0002-00000902");
        }
        if (!token.equals(options.securityToken())) {
            throw new CloudError(
                            403,
                            "InvalidSecurityToken",
                            "The security token you provided is invalid.")
                    .with("EC", "0002-00000903");
        }
    }

    private static String timestamp(CloudRequest request) throws CloudError {
        String date = request.header("x-oss-date");
        return date.isEmpty()
                ? BASIC.format(parse(request.header("date")).atOffset(ZoneOffset.UTC))
                : date;
    }

    private static Instant parse(String date) throws CloudError {
        try {
            return date.endsWith("Z")
                    ? LocalDateTime.parse(date, BASIC).toInstant(ZoneOffset.UTC)
                    : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            throw new CloudError(403, "AccessDenied", "OSS authentication requires a valid Date.")
                    .with("EC", "0002-00000501");
        }
    }

    private static void checkTime(Instant signed, Instant now) throws CloudError {
        if (Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
            throw new CloudError(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too"
                                    + " large.")
                    .with("MaxAllowedSkewMilliseconds", "900000")
                    .with("RequestTime", signed.toString())
                    .with("ServerTime", now.toString())
                    .with("EC", "0002-00000504");
        }
    }

    private static CloudError invalid(String ec, String message) {
        return new CloudError(400, "InvalidArgument", message).with("EC", ec);
    }

    private CloudError mismatch(String stringToSign, String given) {
        return new CloudError(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you"
                                + " provided. Check your key and signing method.")
                .with("OSSAccessKeyId", accessKey.id())
                .with("SignatureProvided", given)
                .with("StringToSign", stringToSign)
                .with("EC", "0002-00000040");
    }
}
