package io.ossimport.core.job;

/**
 * How the two ends of a job are compared.
 *
 * @param take which of the source's objects are compared; what it leaves out is not missed at the
 *     destination, and is nothing extra there either
 * @param depth how closely
 */
public record VerifyRules(TakeRules take, Depth depth) {

    /** How closely two objects of one size are compared. */
    public enum Depth {
        /** Not at all: the sizes are enough. OssImport's {@code auditMode=simple}. */
        SIZES,
        /** By the checksums that are kept of them. OssImport's {@code auditMode=general}. */
        CHECKSUMS,
        /**
         * By checksums, and byte by byte where there are none to compare. OssImport's {@code
         * auditMode=detailed}.
         */
        CONTENTS
    }
}
