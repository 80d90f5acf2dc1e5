package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.Locale;
import java.util.regex.Pattern;

/** ETags as lists write them. */
final class Etag {

    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

    private Etag() {}

    /** Without the quotes that some lists have around it. */
    static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The MD5 that an ETag of this form may be; NONE for one of another form. */
    static Checksum md5(String etag) {
        return MD5.matcher(etag).matches()
                ? new Checksum(ChecksumAlgorithm.MD5, etag.toLowerCase(Locale.ROOT))
                : Checksum.NONE;
    }
}
