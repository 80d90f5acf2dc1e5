package io.ossimport.wire.store;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.Iso8601;
import io.ossimport.wire.xml.SmallXml;
import io.ossimport.wire.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of multipart uploads, which are the same for S3 and OSS. */
public final class MultipartXml {

    private MultipartXml() {}

    /** The id of the upload that the answer has opened. */
    public static String uploadId(byte[] answer) throws BadXmlException {
        XmlElement root = SmallXml.parse(answer);
        String id = root.text("UploadId");
        if (!root.name().equals("InitiateMultipartUploadResult") || id.isEmpty()) {
            throw new BadXmlException("opens no upload");
        }
        return id;
    }

    /** The document that completes an upload of these parts. */
    public static byte[] complete(List<UploadedPart> parts) {
        StringBuilder xml = new StringBuilder(64 + 100 * parts.size());
        xml.append("<CompleteMultipartUpload>");
        for (UploadedPart part : parts) {
            xml.append("<Part><PartNumber>")
                    .append(part.number())
                    .append("</PartNumber><ETag>&quot;")
                    .append(escaped(part.etag()))
                    .append("&quot;</ETag></Part>");
        }
        xml.append("</CompleteMultipartUpload>");
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether a 200 carries an error: the vendor may only find out after it has begun to answer.
     */
    public static boolean isError(byte[] answer) throws BadXmlException {
        return SmallXml.parse(answer).name().equals("Error");
    }

    /** What a completed upload has become. */
    public static XmlElement completed(byte[] answer) throws BadXmlException {
        XmlElement root = SmallXml.parse(answer);
        if (!root.name().equals("CompleteMultipartUploadResult") || root.text("ETag").isEmpty()) {
            throw new BadXmlException("completes no upload");
        }
        return root;
    }

    /** The ids of the listed uploads of exactly {@code key} that were begun within the span. */
    static List<String> uploadIds(byte[] answer, Key key, long fromMillis, long toMillis)
            throws BadXmlException {
        XmlElement root = uploads(answer);
        boolean encoded = isEncoded(root);
        List<String> ids = new ArrayList<>();
        for (XmlElement upload : root.children()) {
            if (upload.name().equals("Upload") && key(upload, "Key", encoded).equals(key)) {
                String id = upload.text("UploadId");
                if (id.isEmpty()) {
                    throw new BadXmlException("lists an upload without an id");
                }
                long millis = begunMillis(upload);
                if (millis >= fromMillis && millis <= toMillis) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    /** A page of open uploads. Strict: each needs its time, and the page must say its end. */
    static UploadPage uploadPage(byte[] answer) throws BadXmlException {
        XmlElement root = uploads(answer);
        int count = 0;
        long oldest = Long.MAX_VALUE;
        for (XmlElement upload : root.children()) {
            if (upload.name().equals("Upload")) {
                count++;
                oldest = Math.min(oldest, begunMillis(upload));
            }
        }
        return new UploadPage(count, oldest, nextToken(root));
    }

    private static @Nullable String nextToken(XmlElement root) throws BadXmlException {
        String truncated = root.text("IsTruncated");
        if (truncated.equals("false")) {
            return null;
        }
        Key next = key(root, "NextKeyMarker", isEncoded(root));
        if (!truncated.equals("true") || next.isEmpty()) {
            throw new BadXmlException("does not say where the next page begins");
        }
        return new OpenUploads.Mark(next, root.text("NextUploadIdMarker")).token();
    }

    private static XmlElement uploads(byte[] answer) throws BadXmlException {
        XmlElement root = SmallXml.parse(answer);
        if (!root.name().equals("ListMultipartUploadsResult")) {
            throw new BadXmlException("lists no uploads");
        }
        return root;
    }

    private static boolean isEncoded(XmlElement root) {
        return root.text("EncodingType").equals("url");
    }

    private static long begunMillis(XmlElement upload) throws BadXmlException {
        byte[] begun = upload.text("Initiated").getBytes(StandardCharsets.US_ASCII);
        return Iso8601.millis(begun, begun.length);
    }

    private static Key key(XmlElement element, String name, boolean encoded)
            throws BadXmlException {
        byte[] text = element.text(name).getBytes(StandardCharsets.UTF_8);
        try {
            return Key.ofBytes(encoded ? UriCodec.decode(text) : text);
        } catch (IllegalArgumentException e) {
            throw new BadXmlException("has a broken key", e);
        }
    }

    /** Whether an upload has a part. */
    static boolean hasParts(byte[] answer) throws BadXmlException {
        XmlElement root = SmallXml.parse(answer);
        if (!root.name().equals("ListPartsResult")) {
            throw new BadXmlException("lists no parts");
        }
        return root.children().stream().anyMatch(child -> child.name().equals("Part"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
