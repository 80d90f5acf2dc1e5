package io.ossimport.wire.store;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.Iso8601;
import io.ossimport.wire.xml.SmallXml;
import io.ossimport.wire.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        XmlElement root = SmallXml.parse(answer);
        if (!root.name().equals("ListMultipartUploadsResult")) {
            throw new BadXmlException("lists no uploads");
        }
        boolean encoded = root.text("EncodingType").equals("url");
        List<String> ids = new ArrayList<>();
        for (XmlElement upload : root.children()) {
            if (upload.name().equals("Upload") && key(upload, encoded).equals(key)) {
                String id = upload.text("UploadId");
                if (id.isEmpty()) {
                    throw new BadXmlException("lists an upload without an id");
                }
                byte[] begun = upload.text("Initiated").getBytes(StandardCharsets.US_ASCII);
                long millis = Iso8601.millis(begun, begun.length);
                if (millis >= fromMillis && millis <= toMillis) {
                    ids.add(id);
                }
            }
        }
        return ids;
    }

    private static Key key(XmlElement upload, boolean encoded) throws BadXmlException {
        byte[] text = upload.text("Key").getBytes(StandardCharsets.UTF_8);
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
