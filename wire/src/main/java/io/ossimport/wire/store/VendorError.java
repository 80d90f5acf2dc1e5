package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.SmallXml;
import io.ossimport.wire.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a success, as the vendor put it.
 *
 * @param status HTTP status
 * @param code the vendor's word, or empty where there was no readable body
 * @param message the vendor's sentence, or empty
 * @param requestId the vendor's name for the request, or empty
 * @param document the whole error
 */
public record VendorError(
        int status,
        HttpHeaders headers,
        String code,
        String message,
        String requestId,
        XmlElement document) {

    private static final XmlElement NO_DOCUMENT = new XmlElement("", "", List.of());
    private static final int MAX_MESSAGE = 300;

    /**
     * Reads an answer whose error, if there is one, is {@code xml}.
     *
     * @param requestIdHeader where the vendor puts the request's name
     */
    public static VendorError read(WireReply reply, byte[] xml, String requestIdHeader) {
        XmlElement document = NO_DOCUMENT;
        try {
            if (xml.length > 0) {
                XmlElement root = SmallXml.parse(xml);
                document = root.name().equals("Error") ? root : NO_DOCUMENT;
            }
        } catch (BadXmlException e) {
            // A proxy's page, for instance: the status has to do.
            document = NO_DOCUMENT;
        }
        String header = reply.headers().get(requestIdHeader, "");
        return new VendorError(
                reply.status(),
                reply.headers(),
                printable(document.text("Code")),
                printable(document.text("Message")),
                printable(header.isEmpty() ? document.text("RequestId") : header),
                document);
    }

    /** What {@code Retry-After} says in seconds, at most an hour, or null. */
    public @Nullable Duration retryAfter() {
        String seconds = headers.get("retry-after", "");
        return seconds.matches("\\d{1,4}")
                ? Duration.ofSeconds(Math.min(3600, Integer.parseInt(seconds)))
                : null;
    }

    // It ends up on terminals and in lists, and comes from a stranger.
    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cc}", " ");
        return clean.length() <= MAX_MESSAGE ? clean : clean.substring(0, MAX_MESSAGE) + "…";
    }
}
