package io.ossimport.core.config;

import java.util.Locale;

/**
 * An endpoint as users write it.
 *
 * @param endpoint scheme, host and port: {@code https://oss-cn-hangzhou.aliyuncs.com}
 * @param problem what cannot be right, a sentence that goes on after the key's name, or empty
 */
record Domain(String endpoint, String problem) {

    /**
     * Reads an endpoint; without a scheme it is {@code https}.
     *
     * @param bucket which must not be part of it; may be empty
     */
    static Domain parse(String text, String bucket) {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "https" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = colon < 0 ? text : text.substring(colon + 3);
        while (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        String authority = rest.toLowerCase(Locale.ROOT);
        if (authority.indexOf('@') >= 0) {
            // Not repeated: what stands before the @ is a secret.
            return new Domain("", "has a user name in it; write only host and port");
        }
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Domain("", "is \"" + text + "\"; it begins with https:// or http://");
        }
        if (authority.indexOf('/') >= 0) {
            return new Domain("", "is \"" + text + "\"; an endpoint has no path");
        }
        if (!authority.matches("([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?")) {
            return new Domain(
                    "", "is \"" + text + "\"; it is a host name, with :PORT where it needs one");
        }
        String behindBucket = authority.substring(authority.indexOf('.') + 1);
        if (authority.equals(bucket + "." + behindBucket)
                && behindBucket.matches("(s3|oss)[.-].*")) {
            return new Domain(
                    "",
                    "is \""
                            + text
                            + "\", which has the bucket in it; write "
                            + scheme
                            + "://"
                            + behindBucket);
        }
        return new Domain(scheme + "://" + authority, "");
    }
}
