package io.ossimport.testkit.cloud;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The document that completes a multipart upload. */
record CompleteRequest(List<Part> parts) {

    /**
     * A part as the client names it.
     *
     * @param etag without quotes
     * @param checksums by element name, such as {@code ChecksumCRC32}
     */
    record Part(int number, String etag, Map<String, String> checksums) {}

    static CompleteRequest parse(byte[] document) throws CloudError {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            xml.nextTag();
            if (!xml.getLocalName().equals("CompleteMultipartUpload")) {
                throw CloudError.malformedXml();
            }
            List<Part> parts = new ArrayList<>();
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                parts.add(part(xml));
            }
            if (parts.isEmpty()) {
                throw CloudError.malformedXml();
            }
            return new CompleteRequest(parts);
        } catch (XMLStreamException | NumberFormatException e) {
            throw CloudError.malformedXml();
        }
    }

    private static Part part(XMLStreamReader xml) throws XMLStreamException, CloudError {
        Map<String, String> fields = new HashMap<>();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String name = xml.getLocalName();
            fields.put(name, xml.getElementText().trim());
        }
        String number = fields.remove("PartNumber");
        String etag = fields.remove("ETag");
        if (number == null || etag == null) {
            throw CloudError.malformedXml();
        }
        return new Part(Integer.parseInt(number), etag.replace("\"", ""), fields);
    }
}
