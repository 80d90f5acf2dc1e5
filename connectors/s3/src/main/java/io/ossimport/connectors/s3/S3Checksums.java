package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.wire.store.Etags;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checksums in S3's headers. Only those of the full object count: a composite one ({@code …-N})
 * is a checksum of checksums, which no stream of bytes can be compared with.
 */
final class S3Checksums {

    /** A header and what is in it: base64 of the value, most significant byte first. */
    private record Header(String name, ChecksumAlgorithm algorithm) {}

    // Cheapest to compute first.
    private static final List<Header> HEADERS =
            List.of(
                    new Header("x-amz-checksum-crc64nvme", ChecksumAlgorithm.CRC64_NVME),
                    new Header("x-amz-checksum-crc32c", ChecksumAlgorithm.CRC32C),
                    new Header("x-amz-checksum-crc32", ChecksumAlgorithm.CRC32),
                    new Header("x-amz-checksum-sha1", ChecksumAlgorithm.SHA1),
                    new Header("x-amz-checksum-sha256", ChecksumAlgorithm.SHA256));

    private S3Checksums() {}

    /**
     * All that an answer says of the bytes of the object, or of the part that was written.
     *
     * @param etagIsMd5 whether an ETag of 32 digits counts as MD5 unless a header speaks against it
     */
    static List<Checksum> read(HttpHeaders headers, boolean etagIsMd5) {
        List<Checksum> found = new ArrayList<>();
        boolean composite = headers.get("x-amz-checksum-type", "").equalsIgnoreCase("COMPOSITE");
        for (Header header : HEADERS) {
            Checksum checksum = decode(headers.get(header.name), header.algorithm);
            // CRC-64/NVME exists for the full object only.
            if (!checksum.isNone()
                    && (!composite || header.algorithm == ChecksumAlgorithm.CRC64_NVME)) {
                found.add(checksum);
            }
        }
        Checksum md5 = etagIsMd5 ? md5(headers) : Checksum.NONE;
        if (!md5.isNone()) {
            found.add(md5);
        }
        return found;
    }

    /** The value of a header or element, or NONE when it is absent, composite or malformed. */
    static Checksum decode(@Nullable String base64, ChecksumAlgorithm algorithm) {
        if (base64 == null || base64.isEmpty()) {
            return Checksum.NONE;
        }
        try {
            byte[] value = Base64.getDecoder().decode(base64);
            return value.length == algorithm.bytes()
                    ? new Checksum(algorithm, HexFormat.of().formatHex(value))
                    : Checksum.NONE;
        } catch (IllegalArgumentException e) {
            return Checksum.NONE; // "…-3", the mark of a composite one, is no base64
        }
    }

    /** A checksum as S3 writes it. */
    static String encode(Checksum checksum) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum.hex()));
    }

    // The ETag of what was encrypted with a customer's or a KMS key is no MD5.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    private static Checksum md5(HttpHeaders headers) {
        String encryption = headers.get("x-amz-server-side-encryption", "");
        boolean opaque =
                encryption.startsWith("aws:")
                        || headers.contains("x-amz-server-side-encryption-customer-algorithm");
        return opaque ? Checksum.NONE : Etags.md5(Etags.unquoted(headers.get("etag")));
    }
}
