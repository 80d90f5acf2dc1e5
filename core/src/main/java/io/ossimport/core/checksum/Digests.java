package io.ossimport.core.checksum;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Chooses how each algorithm is computed. */
final class Digests {

    private Digests() {}

    static Digest create(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC64_XZ, CRC64_NVME -> new Crc64Digest(algorithm, Crc64.of(algorithm));
            case CRC32C -> new Crc32Digest(algorithm, new CRC32C());
            case CRC32 -> new Crc32Digest(algorithm, new CRC32());
            case MD5 -> new MessageDigestDigest(algorithm, "MD5");
            case SHA1 -> new MessageDigestDigest(algorithm, "SHA-1");
            case SHA256 -> new MessageDigestDigest(algorithm, "SHA-256");
        };
    }
}
