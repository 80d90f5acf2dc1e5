package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.checksum.Digest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What S3 does with checksums
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html): it checks
 * what it is given, keeps it, and computes CRC64NVME where it is given none. Safe for many threads.
 */
final class S3Checksums {

    private static final String PREFIX = "x-amz-checksum-";

    private final boolean enabled;

    /**
     * @param enabled false for a store that knows only MD5
     */
    S3Checksums(boolean enabled) {
        this.enabled = enabled;
    }

    static StoredChecksum byDefault(Content content) {
        return new StoredChecksum(
                ChecksumAlgorithm.CRC64_NVME,
                "FULL_OBJECT",
                StoredChecksum.base64(content.checksum(ChecksumAlgorithm.CRC64_NVME)));
    }

    /** A checksum that a client says, and where it says it. */
    private record Claim(ChecksumAlgorithm algorithm, String value) {}

    Set<ChecksumAlgorithm> bodyDigests(CloudRequest request, Uploads.@Nullable Upload upload) {
        Set<ChecksumAlgorithm> wanted = EnumSet.of(ChecksumAlgorithm.MD5);
        if (enabled) {
            ChecksumAlgorithm algorithm = announced(request);
            wanted.add(
                    upload != null
                            ? algorithmOf(upload)
                            : algorithm == null ? ChecksumAlgorithm.CRC64_NVME : algorithm);
            if (algorithm != null) {
                wanted.add(algorithm);
            }
        }
        return wanted;
    }

    private static @Nullable ChecksumAlgorithm announced(CloudRequest request) {
        Claim claim = claim(request.headers().iteratorAsString());
        if (claim != null) {
            return claim.algorithm();
        }
        String trailer = request.header("x-amz-trailer").toLowerCase(Locale.ROOT);
        return trailer.startsWith(PREFIX)
                ? StoredChecksum.algorithmOf(trailer.substring(PREFIX.length()))
                : null;
    }

    private static @Nullable Claim claim(Iterator<Map.Entry<String, String>> headers) {
        while (headers.hasNext()) {
            Map.Entry<String, String> header = headers.next();
            String name = header.getKey();
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                ChecksumAlgorithm algorithm =
                        StoredChecksum.algorithmOf(name.substring(PREFIX.length()));
                if (algorithm != null) {
                    return new Claim(algorithm, header.getValue());
                }
            }
        }
        return null;
    }

    @Nullable StoredChecksum checkBody(
            CloudRequest request,
            Map<String, String> trailers,
            Content content,
            Uploads.@Nullable Upload upload)
            throws CloudError {
        if (!enabled) {
            return null;
        }
        Claim claim = claim(request.headers().iteratorAsString());
        if (claim == null) {
            claim = claim(trailers.entrySet().iterator());
        }
        if (claim == null) {
            if (request.hasHeader("x-amz-trailer")) {
                throw new CloudError(
                        400,
                        "MalformedTrailerError",
                        "The request contained trailing data that"
                                + " was not well-formed or did not conform to our published schema.");
            }
            return upload == null ? null : partChecksum(upload, content);
        }
        // An upload that was opened without a word takes parts with any checksum, as the SDKs send.
        if (upload != null
                && !upload.checksumAlgorithm().isEmpty()
                && claim.algorithm() != algorithmOf(upload)) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "Checksum Type mismatch occurred, expected checksum Type: "
                            + StoredChecksum.wordOf(algorithmOf(upload))
                            + ", actual checksum Type: "
                            + StoredChecksum.wordOf(claim.algorithm()));
        }
        String ours = StoredChecksum.base64(content.checksum(claim.algorithm()));
        if (!ours.equals(claim.value())) {
            throw badDigest(claim.algorithm());
        }
        return new StoredChecksum(claim.algorithm(), "FULL_OBJECT", ours);
    }

    private static StoredChecksum partChecksum(Uploads.Upload upload, Content content) {
        ChecksumAlgorithm algorithm = algorithmOf(upload);
        return new StoredChecksum(
                algorithm,
                upload.checksumType(),
                StoredChecksum.base64(content.checksum(algorithm)));
    }

    private static CloudError badDigest(ChecksumAlgorithm algorithm) {
        return new CloudError(
                400,
                "BadDigest",
                "The "
                        + StoredChecksum.wordOf(algorithm).toUpperCase(Locale.ROOT)
                        + " you specified did not match the calculated checksum.");
    }

    /** CRC64NVME of the whole object unless the client chose; composite for the others. */
    Uploads.Upload openUpload(
            FakeBucket bucket, CloudRequest request, Map<String, String> kept, long nowMillis)
            throws CloudError {
        String word = request.header("x-amz-checksum-algorithm");
        String type = request.header("x-amz-checksum-type").toUpperCase(Locale.ROOT);
        ChecksumAlgorithm algorithm =
                word.isEmpty() ? ChecksumAlgorithm.CRC64_NVME : StoredChecksum.algorithmOf(word);
        if (algorithm == null) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "Checksum algorithm provided is unsupported. Please try again with any of the"
                            + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        }
        boolean nvme = algorithm == ChecksumAlgorithm.CRC64_NVME;
        if (type.isEmpty()) {
            type = nvme ? "FULL_OBJECT" : "COMPOSITE";
        }
        if ((nvme && type.equals("COMPOSITE"))
                || (!algorithm.combinable() && type.equals("FULL_OBJECT"))) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "The "
                            + type
                            + " checksum type cannot be used with the "
                            + word
                            + " checksum algorithm.");
        }
        return bucket.uploads()
                .open(request.key(), kept, nowMillis, word.toUpperCase(Locale.ROOT), type);
    }

    private static ChecksumAlgorithm algorithmOf(Uploads.Upload upload) {
        ChecksumAlgorithm algorithm = StoredChecksum.algorithmOf(upload.checksumAlgorithm());
        return algorithm == null ? ChecksumAlgorithm.CRC64_NVME : algorithm;
    }

    Set<ChecksumAlgorithm> combined(Uploads.Upload upload) {
        return enabled && upload.checksumType().equals("FULL_OBJECT")
                ? Set.of(algorithmOf(upload))
                : Set.of();
    }

    // API_CompleteMultipartUpload.html: x-amz-checksum-*, x-amz-checksum-type, x-amz-mp-object-size
    @Nullable StoredChecksum checkComplete(
            CloudRequest request,
            Uploads.Upload upload,
            List<CompleteRequest.Part> named,
            List<Uploads.Part> parts,
            Content whole)
            throws CloudError {
        String size = request.header("x-amz-mp-object-size");
        if (!size.isEmpty() && !size.equals(Long.toString(whole.length()))) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "The provided 'x-amz-mp-object-size' header value does not match what was"
                            + " computed.");
        }
        if (!enabled) {
            return null;
        }
        String type = request.header("x-amz-checksum-type");
        if (!type.isEmpty() && !type.equalsIgnoreCase(upload.checksumType())) {
            throw new CloudError(
                    400,
                    "InvalidRequest",
                    "The upload was created using the "
                            + upload.checksumType()
                            + " checksum mode. The complete request must use the same checksum"
                            + " mode.");
        }
        ChecksumAlgorithm algorithm = algorithmOf(upload);
        checkParts(algorithm, upload.checksumType().equals("COMPOSITE"), named, parts);
        StoredChecksum stored =
                upload.checksumType().equals("COMPOSITE")
                        ? composite(algorithm, parts)
                        : new StoredChecksum(
                                algorithm,
                                "FULL_OBJECT",
                                StoredChecksum.base64(whole.checksum(algorithm)));
        Claim claim = claim(request.headers().iteratorAsString());
        if (claim != null
                && (claim.algorithm() != algorithm
                        || !stored.value()
                                .replaceAll("-\\d+$", "")
                                .equals(claim.value().replaceAll("-\\d+$", "")))) {
            throw badDigest(claim.algorithm());
        }
        return stored;
    }

    private static void checkParts(
            ChecksumAlgorithm algorithm,
            boolean required,
            List<CompleteRequest.Part> named,
            List<Uploads.Part> parts)
            throws CloudError {
        String element = "Checksum" + StoredChecksum.wordOf(algorithm).toUpperCase(Locale.ROOT);
        for (int i = 0; i < parts.size(); i++) {
            String given = named.get(i).checksums().get(element);
            if (given == null) {
                if (required) {
                    throw new CloudError(
                            400,
                            "InvalidRequest",
                            "The upload was created using a "
                                    + StoredChecksum.wordOf(algorithm)
                                    + " checksum. The complete request must include the checksum"
                                    + " for each part. It was missing for part "
                                    + named.get(i).number()
                                    + " in the request.");
                }
            } else if (!given.equals(
                    StoredChecksum.base64(parts.get(i).content().checksum(algorithm)))) {
                throw UploadCalls.invalidPart(named.get(i).number());
            }
        }
    }

    private static StoredChecksum composite(ChecksumAlgorithm algorithm, List<Uploads.Part> parts) {
        Digest digest = Digest.of(algorithm);
        for (Uploads.Part part : parts) {
            Checksum sum = part.content().checksum(algorithm);
            digest.update(ByteBuffer.wrap(HexFormat.of().parseHex(sum.hex())));
        }
        byte[] value = HexFormat.of().parseHex(digest.value().hex());
        return new StoredChecksum(
                algorithm,
                "COMPOSITE",
                Base64.getEncoder().encodeToString(value) + "-" + parts.size());
    }
}
