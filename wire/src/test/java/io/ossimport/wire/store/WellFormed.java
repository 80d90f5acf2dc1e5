package io.ossimport.wire.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Documents as the Java platform's parser reads them, to compare ours with. For one thread. */
final class WellFormed {

    private static final DocumentBuilder DOM = dom();

    private WellFormed() {}

    private static DocumentBuilder dom() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setCoalescing(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The document's root, or null for what is not well-formed XML 1.0 or has a document type. */
    static @Nullable Element parse(byte[] bytes) {
        try {
            Document document = DOM.parse(new ByteArrayInputStream(bytes));
            Element root = document.getDocumentElement();
            return document.getXmlVersion().equals("1.0") && hasNames(root) ? root : null;
        } catch (SAXException | IOException | RuntimeException e) {
            return null; // it throws unchecked exceptions of several kinds for broken input
        }
    }

    // The platform takes an element with the name ":", which namespaces in XML do not have.
    private static boolean hasNames(Element element) {
        return !name(element).isEmpty()
                && children(element).stream().allMatch(WellFormed::hasNames);
    }

    /** Whether the document of this root is, and says to be, in the one encoding that we read. */
    static boolean isUtf8(Element root) {
        Document document = root.getOwnerDocument();
        return isUtf8(document.getInputEncoding()) && isUtf8(document.getXmlEncoding());
    }

    private static boolean isUtf8(@Nullable String encoding) {
        return encoding == null
                || encoding.equalsIgnoreCase("UTF-8")
                || encoding.equalsIgnoreCase("US-ASCII");
    }

    /** How many elements lie in each other, this one counted. */
    static int depth(Element element) {
        return 1 + children(element).stream().mapToInt(WellFormed::depth).max().orElse(0);
    }

    /** The local name. */
    static String name(Element element) {
        return String.valueOf(element.getLocalName());
    }

    /** The characters directly inside. */
    static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }

    static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    /** The children of this name. */
    static List<Element> children(Element element, String name) {
        return children(element).stream().filter(child -> name(child).equals(name)).toList();
    }
}
