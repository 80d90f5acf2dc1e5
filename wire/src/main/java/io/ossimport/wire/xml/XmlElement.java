package io.ossimport.wire.xml;

import java.util.List;

/**
 * An element of a small document, without its attributes.
 *
 * @param name local name, without a prefix
 * @param text the characters inside, entities resolved; empty where there are children
 * @param children in the order of the document
 */
public record XmlElement(String name, String text, List<XmlElement> children) {

    public XmlElement {
        children = List.copyOf(children);
    }

    /** The text of the first child of this name without blanks around it, or empty. */
    public String text(String child) {
        for (XmlElement element : children) {
            if (element.name.equals(child)) {
                return element.text.strip();
            }
        }
        return "";
    }
}
