package io.ossimport.core.checksum;

/** A way to compute a checksum of an object's bytes. */
public enum ChecksumAlgorithm {
    /** CRC-64/XZ, which OSS and COS store and send as {@code x-oss-hash-crc64ecma}. */
    CRC64_XZ("CRC-64/XZ", 8, true),
    /** CRC-64/NVME, which S3 stores for the full object by default. */
    CRC64_NVME("CRC-64/NVME", 8, true),
    /** CRC-32C (Castagnoli). */
    CRC32C("CRC-32C", 4, true),
    /** CRC-32 of zip and Ethernet. */
    CRC32("CRC-32", 4, true),
    /** MD5: slow, and only against accidents. */
    MD5("MD5", 16, false),
    /** SHA-1. */
    SHA1("SHA-1", 20, false),
    /** SHA-256. */
    SHA256("SHA-256", 32, false);

    private final String label;
    private final int bytes;
    private final boolean combinable;

    ChecksumAlgorithm(String label, int bytes, boolean combinable) {
        this.label = label;
        this.bytes = bytes;
        this.combinable = combinable;
    }

    /** The name that people know it by. */
    public String label() {
        return label;
    }

    /** How long its value is, in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether the checksums of two parts and the second's length give the checksum of both. */
    public boolean combinable() {
        return combinable;
    }
}
