package io.ossimport.wire.xml;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads small documents as a whole: errors, and the answers about uploads. Their elements hold text
 * or elements, never both.
 */
public final class SmallXml {

    /** The largest document that is read, in bytes. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /** How deep elements may lie in each other. */
    public static final int MAX_DEPTH = 20;

    /** The longest text of an element that is read, in bytes of UTF-8. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    /** How many elements are read: a small one takes twenty times its size in memory. */
    public static final int MAX_ELEMENTS = 100_000;

    private final XmlScanner xml;
    private int elements;

    private SmallXml(byte[] document) throws BadXmlException {
        this.xml = new XmlScanner(document);
    }

    /** The document's root. */
    public static XmlElement parse(byte[] document) throws BadXmlException {
        SmallXml small = new SmallXml(document);
        if (!small.xml.open()) {
            throw new BadXmlException("has no element");
        }
        XmlElement root = small.element();
        small.xml.end();
        return root;
    }

    // Calls itself at most MAX_DEPTH times, which the scanner sees to.
    private XmlElement element() throws BadXmlException {
        if (++elements > MAX_ELEMENTS) {
            throw new BadXmlException("more than " + MAX_ELEMENTS + " elements");
        }
        String name = xml.name();
        if (!xml.holdsElements()) {
            xml.readText();
            return new XmlElement(name, xml.textString(), List.of());
        }
        List<XmlElement> children = new ArrayList<>();
        while (xml.open()) {
            children.add(element());
        }
        return new XmlElement(name, "", children);
    }
}
