package io.ossimport.wire.store;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.Locale;

/** What can be told from an ETag. */
public final class Etags {

    private Etags() {}

    /** The ETag of a header, without quotes; empty for null. */
    public static String unquoted(@org.jspecify.annotations.Nullable String header) {
        if (header == null) {
            return "";
        }
        int length = header.length();
        return length >= 2 && header.charAt(0) == '"' && header.charAt(length - 1) == '"'
                ? header.substring(1, length - 1)
                : header;
    }

    /** The ETag as an MD5 if it has the form of one (32 hexadecimal digits), else NONE. */
    public static Checksum md5(String etag) {
        if (etag.length() != 32) {
            return Checksum.NONE;
        }
        boolean upper = false;
        for (int i = 0; i < 32; i++) {
            char c = etag.charAt(i);
            if (c >= 'A' && c <= 'F') {
                upper = true;
            } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return Checksum.NONE;
            }
        }
        return new Checksum(ChecksumAlgorithm.MD5, upper ? etag.toLowerCase(Locale.ROOT) : etag);
    }
}
