package io.ossimport.core.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of the JDK's, by its standard name. */
final class MessageDigestDigest implements Digest {
    private final ChecksumAlgorithm algorithm;
    private final MessageDigest digest;

    MessageDigestDigest(ChecksumAlgorithm algorithm, String standardName) {
        this.algorithm = algorithm;
        try {
            this.digest = MessageDigest.getInstance(standardName);
        } catch (NoSuchAlgorithmException e) {
            // Only a JVM that is configured without it, such as one in FIPS mode without MD5.
            throw new IllegalStateException("this JVM has no " + standardName, e);
        }
    }

    @Override
    public void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    @Override
    public Checksum value() {
        return Checksum.ofBytes(algorithm, digest.digest());
    }
}
