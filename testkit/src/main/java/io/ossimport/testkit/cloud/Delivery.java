package io.ossimport.testkit.cloud;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an answer goes over the wire, faults included.
 *
 * @param contentLength what the head says, or -1 for chunks
 * @param bytes how many bytes of the body are sent
 * @param extra how many bytes are sent beyond the body
 * @param flippedBits the bits that are turned
 * @param ending what happens then
 */
record Delivery(
        Reply reply,
        long contentLength,
        long bytes,
        int extra,
        List<Long> flippedBits,
        Ending ending) {

    /** What happens behind the last byte. */
    enum Ending {
        KEEP,
        CLOSE,
        /** Closes a connection that was to close: the body has no other end. */
        CLOSE_AS_SAID,
        STALL
    }

    static Delivery of(Reply answer, List<Fault> faults) {
        Reply reply = answer;
        long contentLength = reply.length();
        long bytes = reply.length();
        int extra = 0;
        List<Long> flippedBits = new ArrayList<>();
        Ending ending = Ending.KEEP;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Header header) {
                setHeader(reply.headers(), header);
            } else if (fault instanceof Fault.Crc crc) {
                reply = spoilCrc(reply, crc.absent());
            } else if (fault instanceof Fault.ContentRange range) {
                shiftRange(reply.headers(), range.shift());
            } else if (fault instanceof Fault.FlipBit flip) {
                flippedBits.add(flip.bit());
            } else if (fault instanceof Fault.Longer longer) {
                extra = longer.bytes();
                contentLength += extra;
            } else if (fault instanceof Fault.ContentLength wrong) {
                contentLength += wrong.difference();
                ending = Ending.CLOSE;
            } else if (fault instanceof Fault.Truncate cut) {
                bytes = Math.min(bytes, cut.bytes());
                contentLength = cut.framing() == Framing.LENGTH ? contentLength : -1;
                ending = endingOf(cut.framing());
            } else if (fault instanceof Fault.Stall stall) {
                bytes = Math.min(bytes, stall.afterBytes());
                ending = Ending.STALL;
            }
        }
        return new Delivery(reply, contentLength, bytes, extra, flippedBits, ending);
    }

    private static Ending endingOf(Framing framing) {
        return switch (framing) {
            case LENGTH, CHUNKS_CUT -> Ending.CLOSE;
            case CHUNKS -> Ending.KEEP;
            case UNTIL_CLOSE -> Ending.CLOSE_AS_SAID;
        };
    }

    private static void setHeader(HttpHeaders headers, Fault.Header header) {
        if (header.value().isEmpty()) {
            headers.remove(header.name());
        } else {
            headers.set(header.name(), header.value());
        }
    }

    private static void shiftRange(HttpHeaders headers, long shift) {
        String range = headers.get("Content-Range");
        if (range != null) {
            String[] parts = range.substring("bytes ".length()).split("[-/]", -1);
            headers.set(
                    "Content-Range",
                    "bytes "
                            + (Long.parseLong(parts[0]) + shift)
                            + "-"
                            + (Long.parseLong(parts[1]) + shift)
                            + "/"
                            + parts[2]);
        }
    }

    // In headers, and for a completed upload of S3 in the document.
    private static Reply spoilCrc(Reply reply, boolean absent) {
        String wrong = Base64.getEncoder().encodeToString(new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
        for (String name : List.copyOf(reply.headers().names())) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean isChecksum =
                    lower.startsWith("x-amz-checksum-") && !lower.equals("x-amz-checksum-type");
            if (lower.equals("x-oss-hash-crc64ecma") || isChecksum) {
                setHeader(
                        reply.headers(),
                        new Fault.Header(name, absent ? "" : isChecksum ? wrong : "12345"));
            }
        }
        String element = "<(Checksum[A-Z0-9]+)>[^<]*</Checksum[A-Z0-9]+>";
        @Nullable String document =
                "application/xml".equals(reply.headers().get("Content-Type"))
                        ? UriText.text(reply.content().toBytes())
                        : null;
        return document == null
                ? reply
                : reply.withContent(
                        Content.of(
                                document.replaceAll(
                                        element, absent ? "" : "<$1>" + wrong + "</$1>")));
    }
}
