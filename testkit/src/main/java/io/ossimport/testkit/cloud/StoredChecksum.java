package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checksum as S3 keeps it beside an object
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html).
 *
 * @param type {@code FULL_OBJECT}, or {@code COMPOSITE} for one over the parts' checksums
 * @param value in Base64; of a composite one with a dash and the number of parts
 */
record StoredChecksum(ChecksumAlgorithm algorithm, String type, String value) {

    /** What a listing says of it. */
    record Label(String algorithm, String type) {}

    static final Label DEFAULT_LABEL = new Label("CRC64NVME", "FULL_OBJECT");

    /** The algorithms by the word in {@code x-amz-checksum-<word>}. */
    private static final Map<String, ChecksumAlgorithm> WORDS =
            Map.of(
                    "crc64nvme", ChecksumAlgorithm.CRC64_NVME,
                    "crc32", ChecksumAlgorithm.CRC32,
                    "crc32c", ChecksumAlgorithm.CRC32C,
                    "sha1", ChecksumAlgorithm.SHA1,
                    "sha256", ChecksumAlgorithm.SHA256);

    /** The algorithm of {@code crc64nvme}, {@code CRC32} and so on, or null. */
    static @Nullable ChecksumAlgorithm algorithmOf(String word) {
        return WORDS.get(word.toLowerCase(Locale.ROOT));
    }

    /** The word of an algorithm in lower case. */
    static String wordOf(ChecksumAlgorithm algorithm) {
        for (Map.Entry<String, ChecksumAlgorithm> entry : WORDS.entrySet()) {
            if (entry.getValue() == algorithm) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("S3 does not know " + algorithm);
    }

    /** Big-endian bytes in Base64, as S3 writes checksums. */
    static String base64(Checksum checksum) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum.hex()));
    }

    String word() {
        return wordOf(algorithm);
    }

    String header() {
        return "x-amz-checksum-" + word();
    }

    Label label() {
        return new Label(word().toUpperCase(Locale.ROOT), type);
    }
}
