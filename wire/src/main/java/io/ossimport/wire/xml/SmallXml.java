package io.ossimport.wire.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads small documents: errors, and the answers that open and complete uploads. The one place
 * where the platform's XML parser is used; every parser of JDK 17 reads local files through
 * external entities unless it is told not to.
 */
public final class SmallXml {

    /** The largest document that is read, in bytes. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /** How deep elements may lie in each other. */
    public static final int MAX_DEPTH = 20;

    private static final XMLInputFactory FACTORY = hardened();

    private SmallXml() {}

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> {
                    throw new XMLStreamException("external entities are not read");
                });
        return factory;
    }

    /** The document's root. */
    public static XmlElement parse(byte[] document) throws BadXmlException {
        if (document.length > MAX_BYTES) {
            throw new BadXmlException("larger than " + MAX_BYTES + " bytes");
        }
        try {
            XMLStreamReader reader = newReader(document);
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's reader throws unchecked exceptions of several kinds for some broken input.
            throw new BadXmlException("not well-formed XML", e);
        }
    }

    // The factory is not said to be safe for several threads.
    private static XMLStreamReader newReader(byte[] document) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        }
    }

    private static XmlElement read(XMLStreamReader reader)
            throws XMLStreamException, BadXmlException {
        Deque<Open> path = new ArrayDeque<>();
        XmlElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (path.size() == MAX_DEPTH) {
                        throw new BadXmlException("deeper than " + MAX_DEPTH + " elements");
                    }
                    path.push(new Open(reader.getLocalName()));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!path.isEmpty()) {
                        path.element().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = path.pop().close();
                    if (path.isEmpty()) {
                        root = closed;
                    } else {
                        path.element().children.add(closed);
                    }
                }
                case XMLStreamConstants.DTD -> throw new BadXmlException("has a document type");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new BadXmlException("has an unknown entity");
                default -> {}
            }
        }
        if (root == null) {
            throw new BadXmlException("has no element");
        }
        return root;
    }

    /** An element whose end has not come yet. */
    private static final class Open {
        final String name;
        final StringBuilder text = new StringBuilder();
        final List<XmlElement> children = new ArrayList<>();

        Open(String name) {
            this.name = name;
        }

        XmlElement close() {
            return new XmlElement(name, text.toString(), children);
        }
    }
}
