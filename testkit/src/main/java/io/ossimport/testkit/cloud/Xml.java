package io.ossimport.testkit.cloud;

import java.util.Map;

/** Writes XML by hand, as the services do. */
final class Xml {

    static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    /** Text with the five special characters and carriage returns escaped; others as they are. */
    static void escape(String text, StringBuilder into) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> into.append("&lt;");
                case '>' -> into.append("&gt;");
                case '&' -> into.append("&amp;");
                case '"' -> into.append("&quot;");
                case '\'' -> into.append("&apos;");
                case '\r' -> into.append("&#13;");
                default -> {
                    // Not allowed in XML 1.0 even when escaped: S3 sends them all the same.
                    if (c < ' ' && c != '\n' && c != '\t') {
                        into.append("&#").append((int) c).append(';');
                    } else {
                        into.append(c);
                    }
                }
            }
        }
    }

    static void element(String name, String text, StringBuilder into) {
        into.append('<').append(name).append('>');
        escape(text, into);
        into.append("</").append(name).append('>');
    }

    /** An error's document: code and message first, then the details in their order. */
    static String error(String code, String message, Map<String, String> details) {
        StringBuilder xml = new StringBuilder(PROLOG).append("<Error>");
        element("Code", code, xml);
        element("Message", message, xml);
        details.forEach((name, text) -> element(name, text, xml));
        return xml.append("</Error>").toString();
    }
}
