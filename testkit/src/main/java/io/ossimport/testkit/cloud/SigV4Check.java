package io.ossimport.testkit.cloud;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks requests that are signed with AWS Signature Version 4, in a header or in the query, as
 * docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html defines it. Safe for many
 * threads.
 */
final class SigV4Check {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private final CloudOptions options;
    private final AccessKey accessKey;

    SigV4Check(CloudOptions options, AccessKey accessKey) {
        this.options = options;
        this.accessKey = accessKey;
    }

    /** The parts of a signature, wherever they came. */
    private record Claim(
            String accessKeyId,
            String scope,
            List<String> signedHeaders,
            String signature,
            String timestamp,
            String payload,
            boolean inQuery) {

        String region() {
            return scope.split("/", -1)[1];
        }
    }

    /** Whether the request carries any signature. */
    static boolean isSigned(CloudRequest request) {
        return request.hasHeader("authorization") || request.query().has("X-Amz-Signature");
    }

    /**
     * Refuses the request unless its signature is right.
     *
     * @param region the region that it must be signed for
     * @param bucketElsewhere whether that is another one than this server's, so that the client is
     *     to be told with 301
     */
    PayloadRule check(CloudRequest request, String region, boolean bucketElsewhere, Instant now)
            throws CloudError {
        Claim claim = request.hasHeader("authorization") ? fromHeader(request) : fromQuery(request);
        if (!claim.accessKeyId().equals(accessKey.id())) {
            throw new CloudError(
                            403,
                            "InvalidAccessKeyId",
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", claim.accessKeyId());
        }
        checkToken(request, claim);
        checkTime(request, claim, now);
        checkRegion(claim, region, bucketElsewhere);
        checkSignedHeaders(request, claim);
        byte[] key = Hmac.signingKey("AWS4" + accessKey.secret(), claim.scope());
        String canonical = canonicalRequest(request, claim);
        String text =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        claim.timestamp(),
                        claim.scope(),
                        Hmac.sha256Hex(canonical.getBytes(StandardCharsets.ISO_8859_1)));
        String expected =
                HexFormat.of()
                        .formatHex(
                                Hmac.of("HmacSHA256", key, text.getBytes(StandardCharsets.UTF_8)));
        if (!Hmac.same(expected, claim.signature())) {
            throw new CloudError(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you"
                                    + " provided. Check your key and signing method.")
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("StringToSign", text)
                    .with("SignatureProvided", claim.signature())
                    .with("CanonicalRequest", canonical);
        }
        return payloadRule(claim, key);
    }

    private Claim fromHeader(CloudRequest request) throws CloudError {
        String header = request.header("authorization");
        if (!header.startsWith("AWS4-HMAC-SHA256 ")) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "The authorization mechanism you have provided is not"
                            + " supported. Please use AWS4-HMAC-SHA256.");
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : header.substring("AWS4-HMAC-SHA256 ".length()).split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals).trim(), field.substring(equals + 1).trim());
            }
        }
        String payload = request.header("x-amz-content-sha256");
        if (payload.isEmpty()) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "Missing required header for this request: x-amz-content-sha256");
        }
        return claim(
                fields.getOrDefault("Credential", ""),
                fields.getOrDefault("SignedHeaders", ""),
                fields.getOrDefault("Signature", ""),
                request.header("x-amz-date"),
                payload,
                false);
    }

    private static Claim fromQuery(CloudRequest request) throws CloudError {
        Query query = request.query();
        return claim(
                query.get("X-Amz-Credential"),
                query.get("X-Amz-SignedHeaders"),
                query.get("X-Amz-Signature"),
                query.get("X-Amz-Date"),
                "UNSIGNED-PAYLOAD",
                true);
    }

    private static Claim claim(
            String credential,
            String signedHeaders,
            String signature,
            String timestamp,
            String payload,
            boolean inQuery)
            throws CloudError {
        int slash = credential.indexOf('/');
        String scope = slash < 0 ? "" : credential.substring(slash + 1);
        String[] steps = scope.split("/", -1);
        if (steps.length != 4
                || !steps[2].equals("s3")
                || !steps[3].equals("aws4_request")
                || signedHeaders.isEmpty()
                || signature.isEmpty()
                || !timestamp.startsWith(steps[0])) {
            throw new CloudError(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; the credential, the signed headers, the"
                            + " signature or the date is missing or wrong.");
        }
        return new Claim(
                credential.substring(0, slash),
                scope,
                List.of(signedHeaders.split(";", -1)),
                signature,
                timestamp,
                payload,
                inQuery);
    }

    private void checkToken(CloudRequest request, Claim claim) throws CloudError {
        String token =
                claim.inQuery()
                        ? request.query().get("X-Amz-Security-Token")
                        : request.header("x-amz-security-token");
        if (token.isEmpty() && !options.securityToken().isEmpty()) {
            throw new CloudError(
                            403,
                            "InvalidAccessKeyId",
                            "The AWS Access Key Id you provided does not exist in our records.")
                    .with("AWSAccessKeyId", claim.accessKeyId());
        }
        if (!token.equals(options.securityToken())) {
            throw new CloudError(
                    400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
    }

    private static void checkTime(CloudRequest request, Claim claim, Instant now)
            throws CloudError {
        Instant signed;
        try {
            signed = LocalDateTime.parse(claim.timestamp(), BASIC).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new CloudError(
                    403,
                    "AccessDenied",
                    "AWS authentication requires a valid Date or x-amz-date header");
        }
        Duration age = Duration.between(signed, now);
        if (claim.inQuery()) {
            if (age.toSeconds() > request.query().number("X-Amz-Expires", 0)) {
                throw new CloudError(403, "AccessDenied", "Request has expired");
            }
        } else if (age.abs().compareTo(MAX_SKEW) > 0) {
            throw new CloudError(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too"
                                    + " large.")
                    .with("RequestTime", claim.timestamp())
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", "900000");
        }
    }

    private static void checkRegion(Claim claim, String region, boolean bucketElsewhere)
            throws CloudError {
        if (claim.region().equals(region)) {
            return;
        }
        if (bucketElsewhere) {
            throw new CloudError(
                            301,
                            "PermanentRedirect",
                            "The bucket you are attempting to access must be addressed using the"
                                    + " specified endpoint. Please send all future requests to this"
                                    + " endpoint.")
                    .with("Endpoint", "s3." + region + ".amazonaws.com")
                    .header("x-amz-bucket-region", region);
        }
        throw new CloudError(
                        400,
                        "AuthorizationHeaderMalformed",
                        "The authorization header is malformed; the region '"
                                + claim.region()
                                + "' is wrong; expecting '"
                                + region
                                + "'")
                .with("Region", region)
                .header("x-amz-bucket-region", region);
    }

    // "You must include the host header and any x-amz-* headers in the request."
    private static void checkSignedHeaders(CloudRequest request, Claim claim) throws CloudError {
        List<String> unsigned = new ArrayList<>();
        var entries = request.headers().iteratorCharSequence();
        while (entries.hasNext()) {
            String name = entries.next().getKey().toString().toLowerCase(Locale.ROOT);
            boolean must = name.equals("host") || (name.startsWith("x-amz-") && !claim.inQuery());
            if (must && !claim.signedHeaders().contains(name)) {
                unsigned.add(name);
            }
        }
        if (!unsigned.isEmpty()) {
            throw new CloudError(
                            403,
                            "AccessDenied",
                            "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
        List<String> sorted = claim.signedHeaders().stream().sorted().toList();
        if (!sorted.equals(claim.signedHeaders())) {
            throw new CloudError(
                    400,
                    "AuthorizationHeaderMalformed",
                    "The authorization header is malformed; SignedHeaders is not sorted.");
        }
    }

    private static String canonicalRequest(CloudRequest request, Claim claim) throws CloudError {
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        String target = request.target();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        // S3 escapes the path once and does not normalise it.
        UriText.encode(UriText.decodePath(path), true, text);
        text.append('\n');
        canonicalQuery(request.query(), text);
        text.append('\n');
        for (String name : claim.signedHeaders()) {
            text.append(name).append(':');
            List<String> values = request.headers().getAll(name);
            for (int i = 0; i < values.size(); i++) {
                text.append(i == 0 ? "" : ",");
                String value = values.get(i).trim();
                text.append(value.contains("  ") ? value.replaceAll(" +", " ") : value);
            }
            text.append('\n');
        }
        text.append('\n').append(String.join(";", claim.signedHeaders())).append('\n');
        return text.append(claim.payload()).toString();
    }

    private static void canonicalQuery(Query query, StringBuilder into) {
        List<String[]> pairs = new ArrayList<>();
        for (Query.Parameter parameter : query.parameters()) {
            if (!parameter.name().equals("X-Amz-Signature")) {
                StringBuilder name = new StringBuilder();
                UriText.encode(parameter.name().getBytes(StandardCharsets.UTF_8), false, name);
                StringBuilder value = new StringBuilder();
                UriText.encode(parameter.value().bytes(), false, value);
                pairs.add(new String[] {name.toString(), value.toString()});
            }
        }
        pairs.sort(Comparator.comparing((String[] p) -> p[0]).thenComparing(p -> p[1]));
        for (int i = 0; i < pairs.size(); i++) {
            into.append(i == 0 ? "" : "&").append(String.join("=", Arrays.asList(pairs.get(i))));
        }
    }

    private PayloadRule payloadRule(Claim claim, byte[] key) throws CloudError {
        AwsChunks.Signing signing =
                new AwsChunks.Signing(key, claim.timestamp(), claim.scope(), claim.signature());
        return switch (claim.payload()) {
            case "UNSIGNED-PAYLOAD" -> PayloadRule.PLAIN;
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> chunked(new AwsChunks(null, true));
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> chunked(new AwsChunks(signing, false));
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
                    chunked(new AwsChunks(signing, true));
            default -> {
                if (!isSha256(claim.payload())) {
                    throw new CloudError(
                            400,
                            "InvalidArgument",
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD,"
                                    + " STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD or a valid sha256"
                                    + " value.");
                }
                yield new PayloadRule(claim.payload(), null);
            }
        };
    }

    private static boolean isSha256(String text) {
        return text.length() == 64
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private PayloadRule chunked(AwsChunks chunks) throws CloudError {
        if (!options.awsChunked()) {
            throw CloudError.notImplemented("Transfer-Encoding: aws-chunked");
        }
        return new PayloadRule(null, chunks);
    }
}
