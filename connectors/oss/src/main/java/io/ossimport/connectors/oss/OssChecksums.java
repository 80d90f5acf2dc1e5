package io.ossimport.connectors.oss;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.List;

/** The CRC-64 that OSS puts into its answers, of the whole object or of the part that it took. */
final class OssChecksums {

    private OssChecksums() {}

    /** The checksum of an answer, or none: for objects older than the feature. */
    static List<Checksum> read(HttpHeaders headers) {
        String decimal = headers.get("x-oss-hash-crc64ecma", "");
        try {
            return decimal.isEmpty()
                    ? List.of()
                    : List.of(
                            Checksum.ofLong(
                                    ChecksumAlgorithm.CRC64_XZ, Long.parseUnsignedLong(decimal)));
        } catch (NumberFormatException e) {
            return List.of(); // garbage proves nothing
        }
    }
}
