package io.ossimport.testkit.cloud;

import org.jspecify.annotations.Nullable;

/**
 * How the body of an authorised request has to look.
 *
 * @param sha256 what the body's SHA-256 was signed to be, in hexadecimal, or null
 * @param chunks how an {@code aws-chunked} body is framed and signed, or null for a plain body
 */
record PayloadRule(@Nullable String sha256, @Nullable AwsChunks chunks) {

    static final PayloadRule PLAIN = new PayloadRule(null, null);
}
